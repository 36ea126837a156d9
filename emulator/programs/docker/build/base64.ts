/** The bytes that base64 stands for. */
export function fromBase64(text: string): Uint8Array {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let index = 0; index < characters.length; index++) bytes[index] = characters.charCodeAt(index);
  return bytes;
}

/** The text that base64 stands for. */
export function textFromBase64(text: string): string {
  return new TextDecoder().decode(fromBase64(text));
}
