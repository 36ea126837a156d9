import { describe, expect, it } from 'vitest';
import { DocumentError } from './document/document-error';
import { generateCourse } from './generate-course';

const ask = (answer: string) => `- **What is it?**\n\n${answer}\n`;

describe('a malformed document is refused with its file, the line and what was expected:', () => {
  it.each([
    ['nothing at all', '', 'questions.md:1: expected at least one question, a bullet in bold such as `- **What is an image?**`'],
    ['no question', 'Words.\n', 'questions.md:1: expected at least one question, a bullet in bold such as `- **What is an image?**`'],
    ['a bullet that is no question', '## A\n\n- What is it?\n', 'questions.md:3: expected a question in bold such as `- **What is an image?**`'],
    ['bold left open', '- **One?**\nx\n- **Two?\ny\n', 'questions.md:3: expected ** at the end of the question'],
    ['no answer', '- **One?**\n- **Two?**\ny\n', 'questions.md:1: expected an answer under the question “One?”'],
    ['no answer at the end', '- **One?**\nx\n- **Two?**\n', 'questions.md:3: expected an answer under the question “Two?”'],
    ['a question without words', '- **?**\nx\n', 'questions.md:1: expected words in the question'],
    ['an empty group', '## A\n\n## B\n- **One?**\nx\n', 'questions.md:1: expected a question such as `- **What is an image?**` under the heading “A”'],
    ['an empty last group', '- **One?**\nx\n\n## B\n', 'questions.md:4: expected a question such as `- **What is an image?**` under the heading “B”'],
    ['an open code block', ask('```sh\ndocker ps\n'), 'questions.md:3: expected the code block to be closed by ```, indented as far as where it opens'],
    ['an open code block of one line', '- **One?**\n\n```', 'questions.md:3: expected the code block to be closed by ```, indented as far as where it opens'],
    ['links that are missing', ask('Read more:\n\nNothing.'), 'questions.md:3: expected links under “Read more:”'],
    ['the same slug twice', '- **One?** {#a}\nx\n- **Two?** {#a}\ny\n', 'questions.md:3: expected a slug of its own, {#a} is on line 1 too'],
    [
      'a slug that is no address',
      '- **One?** {#A b}\nx\n',
      'questions.md:1: expected small letters, digits and single hyphens in {#A b}, such as {#docker-images}',
    ],
    ['a slug in capitals', '- **One?** {#One}\nx\n', 'questions.md:1: expected small letters, digits and single hyphens in {#One}, such as {#docker-images}'],
    ['an empty slug', '- **One?** {#}\nx\n', 'questions.md:1: expected small letters, digits and single hyphens in {#}, such as {#docker-images}'],
    ['front matter that is not YAML', '---\n{\n---\n- **One?**\nx', 'questions.md:1: expected YAML between the --- lines'],
    ['front matter without a title', '---\nname: x\n---\n- **One?**\nx', 'questions.md:1: expected a title in the front matter'],
    ['other front matter', '---\ntitle: x\nlang: y\n---\n- **One?**\nx', 'questions.md:1: expected only a title in the front matter, not “lang”'],
    [
      'a word behind a language',
      ask('```sh twice\ndocker ps\n```'),
      "questions.md:3: expected exit=N or until=ctrl-c behind the block's language, not “twice”",
    ],
    ['an unknown directive', ask(':::nota\nx\n:::'), 'questions.md:3: expected one of note, tip, warning, task, quiz behind the colons, not “nota”'],
    ['an unknown attribute', ask(':::note{colour="red"}\nx\n:::'), 'questions.md:3: expected only title on note, not “colour”'],
    ['an attribute where none is known', ask('::::task\nDo.\n\n:::check{now}\nx\n:::\n::::'), 'questions.md:6: expected no attributes on check, not “now”'],
    ['a name in brackets', ask(':::note[Mind]\nx\n:::'), 'questions.md:3: expected {title="…"} behind note, not a name in brackets'],
    ['a directive left open', ask(':::note\nx'), 'questions.md:3: expected the directive note to be closed by :::, indented as far as where it opens'],
    ['an empty note', ask(':::note\n:::'), 'questions.md:3: expected text in the directive note'],
    ['two colons', ask('::note[x]'), 'questions.md:3: expected three colons before note, and ::: on a line of its own behind its text'],
    ['a fence that closes nothing', ask('x\n:::'), 'questions.md:4: expected a directive to close with :::, but none is open here'],
    ['an id that is no address', ask('::::task{id="A b"}\nDo.\n::::'), 'questions.md:3: expected small letters, digits and single hyphens in the id “A b”'],
    ['a check outside a task', ask(':::check\nx\n:::'), 'questions.md:3: expected check inside a task'],
    ['a note inside a task', ask('::::task\nDo.\n\n:::note\nx\n:::\n::::'), 'questions.md:6: expected check, hint or solution inside a task, not “note”'],
    ['a task without words', ask('::::task\n:::check\nx\n:::\n::::'), 'questions.md:3: expected the task to say what is to be done'],
    ['a task without a check', ask('::::task\nDo.\n::::'), 'questions.md:3: expected a :::check in the task'],
    ['a task without a solution', ask('::::task\nDo.\n\n:::check\nx\n:::\n::::'), 'questions.md:3: expected a :::solution in the task'],
    ['an empty check', ask('::::task\nDo.\n\n:::check\n:::\n::::'), 'questions.md:6: expected text in the check'],
    ['a quiz without a question', ask(':::quiz\n- [x] a\n- [ ] b\n:::'), 'questions.md:3: expected the quiz to ask something'],
    [
      'a quiz with one choice',
      ask(':::quiz\nWhich?\n\n- [x] a\n:::'),
      'questions.md:3: expected at least two choices in the quiz, such as “- [x] right” and “- [ ] wrong”',
    ],
    ['a quiz without a right choice', ask(':::quiz\nWhich?\n\n- [ ] a\n- [ ] b\n:::'), 'questions.md:3: expected a right choice, “- [x] …”, in the quiz'],
    ['a choice without a box', ask(':::quiz\nWhich?\n\n- [x] a\n- b\n:::'), 'questions.md:7: expected [x] or [ ] before every choice'],
    [
      'an id twice',
      ask(':::quiz{#q}\nWhich?\n\n- [x] a\n- [ ] b\n:::\n\n:::quiz{#q}\nWhich?\n\n- [x] a\n- [ ] b\n:::'),
      "questions.md:10: expected an id of its own, “q” is another one's in this answer",
    ],
  ])('%s', (_, text, message) => {
    let thrown: unknown;
    try {
      generateCourse(text, 'questions.md');
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(DocumentError);
    expect((thrown as DocumentError).message).toBe(message);
  });
});
