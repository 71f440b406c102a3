/**
 * Cuts a stream into messages. `sizeOf` reads the whole length of the message that begins at a position, of
 * which `headSize` bytes are there. Returns the function to feed the stream to.
 */
export function messageStream(
  headSize: number,
  sizeOf: (bytes: Buffer, position: number) => number,
  onMessage: (message: Buffer) => void,
): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let available = 0;
  let wanted = headSize;
  return (chunk) => {
    chunks.push(chunk);
    available += chunk.length;
    // A long message comes in many chunks; they are joined once, when it is whole.
    if (available < wanted) return;
    const bytes = chunks.length === 1 ? chunk : Buffer.concat(chunks, available);
    let position = 0;
    wanted = headSize;
    while (bytes.length - position >= headSize) {
      const size = sizeOf(bytes, position);
      wanted = size;
      if (bytes.length - position < size) break;
      onMessage(bytes.subarray(position, position + size));
      position += size;
      wanted = headSize;
    }
    chunks = position < bytes.length ? [bytes.subarray(position)] : [];
    available = bytes.length - position;
  };
}
