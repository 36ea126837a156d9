import type { MDXComponents } from 'mdx/types';
import { lessonComponents } from './components/mdx/lesson-components';

/** What a lesson's elements become; `@next/mdx` looks for this file by its name. */
export function useMDXComponents(): MDXComponents {
  return lessonComponents;
}
