import './globals.css';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { SiteFrame } from '../components/ui/site-frame';
import { fontClasses } from './fonts';

const description = 'Learn Docker in the browser: short lessons beside a terminal that works. Nothing to install, no account, nothing scripted.';

export const metadata: Metadata = {
  // Where the site is published; links to images in previews need it.
  metadataBase: new URL(process.env['SITE_URL'] ?? 'http://localhost:3000'),
  title: { default: 'Drydock: learn Docker in the browser', template: '%s · Drydock' },
  description,
  applicationName: 'Drydock',
  openGraph: { siteName: 'Drydock', type: 'website', title: 'Drydock: learn Docker in the browser', description },
  twitter: { card: 'summary_large_image' },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  // A phone's keyboard makes the page smaller, so that the terminal stays above it.
  interactiveWidget: 'resizes-content',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf7' },
    { media: '(prefers-color-scheme: dark)', color: '#10171d' },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return <SiteFrame fonts={fontClasses}>{children}</SiteFrame>;
}
