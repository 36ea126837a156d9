/** Words that stand for something in a synopsis, when they are written in capitals as an argument. */
const placeholderWords = new Set(
  (
    'ARG ARGS ARGUMENTS COMMAND COMMANDS CONFIG CONTAINER CONTAINERS CONTEXT DEST DEST_PATH DESTINATION DIGEST DIR DIRECTORY DOMAIN FILE FILENAME FILES FLAGS FORMAT GROUP ' +
    'HASH HOST HOSTNAME ID IMAGE IMAGES IMAGE_ID CONTAINER_ID IP KEY MACHINE MODE NAME NAMES NETWORK NEW_NAME NODE NUMBER OPTION OPTIONS OUTPUT PATH PATTERN PID PLUGIN PORT ' +
    'REGISTRY REPO REPOSITORY SECRET SERVER SERVICE SERVICES SIGNAL SOURCE SOURCE_IMAGE SRC SRC_PATH STACK STRING SUBCOMMAND TAG TARGET TARGET_IMAGE TASK TERM TEXT TOKEN URL USER USERNAME VALUE VERSION VOLUME VOLUMES'
  ).split(' '),
);

const forms: readonly RegExp[] = [
  // <hash>, <image name>
  /<[A-Za-z][\w -]*>/,
  // [OPTIONS], [arg...], IMAGE[:TAG|@DIGEST], [start|stop]
  /\[[^\]]*[A-Za-z]{2}[^\]]*\]/,
  // IMAGE..., [arg...], name…
  /(^|[\s\w\]=:])(\.{3}|…)(?=[\s\])]|$)/,
  // {start|stop}
  /\{[^{}]*\|[^{}]*\}/,
];

/** Whether this is a pattern for commands rather than a command: `docker run [OPTIONS] IMAGE`, `docker rmi <hash>`. */
export function hasPlaceholder(command: string): boolean {
  const bare = withoutQuoted(command);
  if (forms.some((form) => form.test(bare))) return true;
  // `kill -s TERM` names a signal; elsewhere a word in capitals that every synopsis uses is one.
  const words = bare.replace(/(-s|--signal)[ =]\S+/g, ' ').matchAll(/(?:^|[\s=:])([A-Z][A-Z_]+)(?=[\s:@|[\],]|$)/g);
  return [...words].some((word) => placeholderWords.has(word[1] ?? ''));
}

/** Blanks what bash takes literally or expands by itself, where brackets and capitals mean nothing to a reader: strings, `${…}`, `[ … ]`. */
function withoutQuoted(command: string): string {
  return command
    .replace(/\\./g, '  ')
    .replace(/'[^']*'|"[^"]*"/g, (quoted) => ' '.repeat(quoted.length))
    .replace(/\$\{[^}]*\}|\{\{.*?\}\}/g, ' ')
    .replace(/(^|[\s;&|(])\[\[? .*? \]\]?(?=$|[\s;&|)])/g, '$1 ');
}
