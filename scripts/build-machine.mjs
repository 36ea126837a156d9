// Bundles the machine for the page's worker: public/machine/worker.js and the chunks that it loads when they are first used.
import { build, context } from 'esbuild';
import { rmSync } from 'node:fs';
import { root } from './steps.mjs';

const watch = process.argv.includes('--watch');
const options = {
  absWorkingDir: root,
  entryPoints: { worker: 'runtime/worker/index.ts' },
  outdir: 'public/machine',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  platform: 'browser',
  minify: !watch,
  sourcemap: watch,
  chunkNames: '[name]-[hash]',
  legalComments: 'none',
  logLevel: watch ? 'info' : 'warning',
  loader: { '.txt': 'text' },
};

rmSync(`${root}/public/machine`, { recursive: true, force: true });
if (watch) await (await context(options)).watch();
else await build(options).catch(() => process.exit(1));
