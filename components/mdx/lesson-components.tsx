import type { MDXComponents } from 'mdx/types';
import type { ComponentType, ReactNode } from 'react';
import type { LessonComponents } from '../../course/vocabulary';
import { CodeBlock } from './code-block';
import { Command } from './command';
import { CommandBlock } from './command-block';
import { Heading } from './heading';
import { Note } from './note';
import { Choice, Quiz } from './quiz';
import { Sources } from './sources';
import { Hint, Solution, Task } from './task';
import { TextLink } from './text-link';
import { HeaderCell, ScrollingTable } from './scrolling-table';

/** One React component for each name of the course's vocabulary: a name without one does not compile. */
const vocabulary: { [Name in keyof LessonComponents]: ComponentType<LessonComponents[Name] & { children?: ReactNode }> } = {
  Command,
  CommandBlock,
  Note,
  Heading,
  Task,
  Hint,
  Solution,
  Quiz,
  Choice,
  Sources,
};

/** Everything that a lesson is rendered with. */
export const lessonComponents: MDXComponents = { ...vocabulary, a: TextLink, pre: CodeBlock, table: ScrollingTable, th: HeaderCell };
