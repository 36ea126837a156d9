/** What is wrong with a name for a builder; undefined when nothing is. */
export function checkBuilderName(name: string): string | undefined {
  return /^[a-z][\w.-]*$/i.test(name) ? undefined : `invalid name ${name}, name needs to start with a letter and may not contain symbols, except ._-`;
}
