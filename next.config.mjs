// The site is a static export: any host that serves files serves it.
import createMDX from '@next/mdx';

/** @type {import('next').NextConfig} */
const config = {
  output: 'export',
  // A folder with an index.html per page: the one layout that every static host understands.
  trailingSlash: true,
  pageExtensions: ['ts', 'tsx', 'mdx'],
  reactStrictMode: true,
  experimental: {
    globalNotFound: true,
    // One file for what all pages share: 2 KB less, compressed, than in parts. A lesson has 140 KB of scripts to spend, and Next takes 130.
    turbopackChunking: { minChunkSize: 1_000_000, maxMergeChunkSize: 2_000_000, maxChunkCountPerGroup: 2 },
  },
  poweredByHeader: false,
  images: { unoptimized: true },
  // `npm test` type checks the whole project; the build need not do it again.
  typescript: { ignoreBuildErrors: true },
};

const withMDX = createMDX({
  // Names, not functions: the bundler runs the plugins in a process of their own.
  options: { remarkPlugins: ['remark-frontmatter', 'remark-gfm'] },
});

export default withMDX(config);
