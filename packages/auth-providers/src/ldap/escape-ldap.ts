/** A text as value in a distinguished name (RFC 4514): every character but letters and digits by its bytes. */
export function escapeDnValue(text: string): string {
  return escapeBytes(text, '\\');
}

/** A text as value in a search filter (RFC 4515). */
export function escapeFilterValue(text: string): string {
  return text.replace(/[\\*()\0]/g, (letter) => `\\${hex(letter.charCodeAt(0))}`);
}

/** The template with the value wherever the placeholder stands; nothing in the value is a pattern. */
export function fillPlaceholder(template: string, name: string, value: string): string {
  return template.replaceAll(`{{${name}}}`, () => value);
}

function escapeBytes(text: string, mark: string): string {
  return text.replace(/[^\p{L}\p{N}._@-]/gu, (letter) =>
    Array.from(Buffer.from(letter), (byte) => mark + hex(byte)).join(''),
  );
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
