/** The bytes of a reply, at most `most` of them. Throws `RangeError` as soon as there are more. */
export async function readBounded(reply: Response, most: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(reply.headers.get("content-length") ?? 0) > most) throw tooLarge(most);
  if (reply.body === null) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = reply.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength;
    if (size > most) {
      await reader.cancel();
      throw tooLarge(most);
    }
    parts.push(next.value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

function tooLarge(most: number): RangeError {
  return new RangeError(`It has more than ${most} bytes.`);
}
