/** Splits a stream of UTF-8 bytes into lines as they arrive. The last line needs no line end. */
export async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines = rest.split("\n");
      rest = lines.pop() as string;
      for (const line of lines) yield line.endsWith("\r") ? line.slice(0, -1) : line;
      if (done) break;
    }
    if (rest !== "") yield rest;
  } finally {
    // Also when the consumer leaves its loop early: the server must stop sending.
    await reader.cancel().catch(() => undefined);
  }
}
