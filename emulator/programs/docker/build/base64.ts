/** The bytes that base64 stands for. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** The text that base64 stands for. */
export function textFromBase64(text: string): string {
  return new TextDecoder().decode(fromBase64(text));
}
