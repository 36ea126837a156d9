import lighthouse from 'lighthouse';
import type { Browser } from '@playwright/test';
import type { Figure } from './figure';

/** Lighthouse's scores (0 to 100) of a page on its simulated phone, in a browser that listens on `debuggingPort`. */
export async function measureLighthouse(browser: Browser, debuggingPort: number, address: string): Promise<Figure[]> {
  const result = await lighthouse(address, { port: debuggingPort, onlyCategories: ['performance', 'accessibility'], logLevel: 'error' });
  await Promise.all(browser.contexts().map((context) => context.close()));
  return Object.values(result?.lhr.categories ?? {}).map(({ title, score }) => ({ name: `Lighthouse, phone: ${title.toLowerCase()}`, value: Math.round((score ?? 0) * 100), unit: 'of 100' }));
}
