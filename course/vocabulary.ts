/**
 * The components that a generated lesson may use: the generator writes them, the site implements them
 * (`mdx-components.tsx` maps each key of {@link LessonComponents} to a React component).
 * A component whose comment says "children" receives ordinary Markdown between its tags.
 */

/** `<Command run="docker ps" />`: an inline command that runs in the terminal when it is pressed. */
export interface CommandProps {
  /** What is typed into the terminal, one line. */
  run: string;
}

/** One command of a block, with what it printed when the lesson shows it. A step without `run` is output alone. */
export interface CommandStep {
  run?: string;
  /** What the lesson says about the command, above it; without a `#`. */
  comment?: string;
  /** What is shown under the command, without a final line end. */
  output?: string;
  /** The exit status that the lesson wants, when it is not 0: the command fails to make a point. */
  exit?: number;
  /** `ctrl-c`: the command goes on until the learner presses Ctrl-C. */
  until?: 'ctrl-c';
}

/** `<CommandBlock steps={[…]} />`: commands below each other, each of which runs when it is pressed. */
export interface CommandBlockProps {
  steps: CommandStep[];
}

/** `<Note kind="tip" title="…">`, children: something set apart from the text. */
export interface NoteProps {
  kind: 'note' | 'tip' | 'warning';
  title?: string;
}

/** `<Heading depth={2} id="what-just-happened">`, children: a section's heading; its id never changes by itself. */
export interface HeadingProps {
  /** 2 for a section, 3 and more for what is below it. The title of the lesson is the only heading of depth 1. */
  depth: 1 | 2 | 3 | 4 | 5 | 6;
  /** Absent on the lesson's title. */
  id?: string;
}

/** `<Task id="…" title="…" checks={[…]}>`, children: what to do, then `<Hint>` and `<Solution>` parts. */
export interface TaskProps {
  id: string;
  title: string;
  /** What has to be true of the machine's state afterwards, one condition per entry. */
  checks: string[];
}

/** `<Quiz id="…" multiple>`, children: the question, then `<Choice>` parts. */
export interface QuizProps {
  id: string;
  /** More than one choice is right. */
  multiple?: boolean;
}

/** `<Choice correct>`, children: the choice; a second paragraph, when there is one, says why it is right or wrong. */
export interface ChoiceProps {
  correct?: boolean;
}

/** Every component of a lesson with its props; `Hint`, `Solution` and `Sources` have children alone (`Sources`: a list of links). */
export interface LessonComponents {
  Command: CommandProps;
  CommandBlock: CommandBlockProps;
  Note: NoteProps;
  Heading: HeadingProps;
  Task: TaskProps;
  Hint: object;
  Solution: object;
  Quiz: QuizProps;
  Choice: ChoiceProps;
  Sources: object;
}

/** What a lesson's MDX module exports as `sections`: its headings, for a table of contents. */
export interface LessonSection {
  id: string;
  title: string;
  depth: number;
}

/** A lesson as the navigation knows it. */
export interface LessonEntry {
  slug: string;
  title: string;
  summary: string;
  /** Reading time in minutes. */
  minutes: number;
}

/** `content/lessons/index.json`: the lessons in their order, grouped. */
export interface LessonIndex {
  title: string;
  /** The text before the first group, when there is any. */
  intro?: string;
  groups: { id: string; title: string; intro?: string; lessons: LessonEntry[] }[];
}
