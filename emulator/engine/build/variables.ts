/** Fills `$name`, `${name}`, `${name:-default}`, `${name:+other}`, `${name:?why}` in; a backslash protects. Unknown names are empty, as BuildKit has it. */
export function substitute(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\\(\$)|\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::([-+?])([^}]*))?\})/g, (_, escaped: string | undefined, plain: string | undefined, braced: string | undefined, operator: string | undefined, word: string | undefined) => {
    if (escaped !== undefined) return '$';
    const value = variables.get(plain ?? braced ?? '');
    if (operator === '-') return value === undefined || value === '' ? substitute(word ?? '', variables) : value;
    if (operator === '+') return value === undefined || value === '' ? '' : substitute(word ?? '', variables);
    return value ?? '';
  });
}
