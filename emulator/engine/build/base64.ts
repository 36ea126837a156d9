import { encode } from '../../kernel/bytes';

/** Bytes in base64. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** Text, as UTF-8, in base64. */
export function base64Text(text: string): string {
  return base64(encode(text));
}
