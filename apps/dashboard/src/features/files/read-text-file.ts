/** Text of a file, or of its beginning. */
export interface FileText {
  readonly text: string;
  /** The file has more than was read. */
  readonly isCut: boolean;
  /** It holds bytes that are no text. */
  readonly isBinary: boolean;
}

/** Reads at most `most` bytes of a stream as UTF-8, and lets go of the rest. */
export async function readTextFile(stream: ReadableStream<Uint8Array>, most: number): Promise<FileText> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  let isCut = false;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const room = most - size;
    isCut = value.length > room;
    text += decoder.decode(isCut ? value.subarray(0, room) : value, { stream: true });
    size += Math.min(room, value.length);
    if (!isCut) continue;
    await reader.cancel();
    break;
  }
  if (!isCut) text += decoder.decode();
  return { text, isCut, isBinary: isBinary(text) };
}

function isBinary(text: string): boolean {
  const head = text.slice(0, 4_000);
  return head.includes("\0") || (head.match(/\ufffd/g)?.length ?? 0) > head.length / 20;
}
