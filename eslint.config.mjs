// The walls of the house: who may import whom, no cycles, no long files, exhaustive switches, no floating promises.
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const emulator = './emulator';
const programs = `${emulator}/programs`;

/** `target` may not import `from`, but for `except` (paths below `from`). */
const wall = (target, from, message, except = []) => ({ target, from, except, message });

const walls = [
  // app → components → course, runtime/client
  wall('./components', './app', 'app imports components, not the other way round'),
  wall('./components', './runtime', 'the page reaches the machine through runtime/client', ['./client']),
  wall('./components', './emulator', 'the page reaches the machine through runtime/client'),
  wall('./app', './runtime', 'routes are thin: they use components'),
  wall('./app', './emulator', 'routes are thin: they use components'),
  wall('./course', './app', 'the course knows no page'),
  wall('./course', './components', 'the course knows no page'),
  wall('./course', './runtime', 'the course knows no runtime'),
  // runtime → emulator/index
  wall('./runtime', './app', 'nothing imports app'),
  wall('./runtime', './components', 'nothing but app imports components'),
  wall('./runtime', './course', 'the runtime knows no course'),
  wall('./runtime', './emulator', 'the only door is emulator/index.ts', ['./index.ts']),
  // the machine stands alone
  ...['app', 'components', 'course', 'runtime', 'content', 'scripts'].map((place) => wall(emulator, `./${place}`, 'the machine knows nothing of the site')),
  // inside the machine
  wall(`${emulator}/kernel`, emulator, 'the kernel folder is the ground floor', ['./kernel']),
  wall(`${emulator}/vfs`, emulator, 'vfs stands on kernel', ['./vfs', './kernel']),
  wall(`${emulator}/process`, emulator, 'process stands on vfs, net and kernel', ['./process', './vfs', './net', './kernel']),
  wall(`${emulator}/net`, emulator, 'net stands on kernel and the contracts of vfs and process', ['./net', './vfs', './process', './kernel']),
  wall(`${emulator}/shell`, emulator, 'shell stands on process, vfs and kernel', ['./shell', './process', './vfs', './kernel']),
  wall(`${emulator}/api/types`, emulator, 'API types import nothing', ['./api/types']),
  wall(`${emulator}/api/client`, emulator, 'the client knows types and HTTP alone', ['./api/client', './api/types', './net', './process', './kernel', './vfs']),
  wall(`${emulator}/api/router`, emulator, 'the router declares the backend that it needs', ['./api/router', './api/types', './net', './process', './kernel', './engine/error.ts']),
  wall(`${emulator}/engine`, `${emulator}/programs`, 'the engine knows no programs'),
  wall(`${emulator}/engine`, `${emulator}/shell`, 'the engine knows no shell'),
  wall(`${emulator}/registry`, `${emulator}/engine`, 'the registry is another machine', ['./image/types.ts']),
  wall(`${programs}/docker`, `${emulator}/engine`, 'the client speaks to the engine through its API'),
  wall(`${programs}/docker`, `${emulator}/api/router`, 'the client speaks to the engine through its API'),
];

export default tseslint.config(
  { ignores: ['out', '.next', 'node_modules', 'public', '.cache', 'next-env.d.ts', 'content/lessons', 'test-results', 'playwright-report'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: ['./tsconfig.json', './emulator/tsconfig.json'], tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' }), createNodeResolver()] },
    rules: {
      'max-lines': ['error', { max: 300 }],
      'import-x/no-restricted-paths': ['error', { zones: walls }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-default-export': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'no-control-regex': 'off',
    },
  },
  {
    files: ['**/*.tsx'],
    plugins: { 'jsx-a11y': jsxA11y, 'react-hooks': reactHooks },
    rules: { ...jsxA11y.flatConfigs.recommended.rules, 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  { files: ['app/**', '*.config.*', 'mdx-components.tsx', 'content/**'], rules: { 'import-x/no-default-export': 'off' } },
  { files: ['**/*.mjs'], rules: { 'max-lines': ['error', { max: 300 }] } },
);
