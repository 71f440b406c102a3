/** All bytes of a body. Rejects with `tooLong()`, and reads no further, when there are more than `most`. */
export async function readBytes(
  body: AsyncIterable<unknown>,
  most: number,
  tooLong: () => Error,
): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('the body holds what are no bytes');
    length += chunk.byteLength;
    // Leaving the loop cancels the rest.
    if (length > most) throw tooLong();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
