import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{emulator,course,runtime,scripts,components}/**/*.test.{ts,tsx}'],
    pool: 'threads',
    testTimeout: 20_000,
  },
});
