/** Characters of a body that are read ahead. */
const LONGEST = 256 * 1024;

/**
 * The beginning of a request's body as text, unzipped; undefined for a body of bytes, for none and for one that breaks.
 * The request itself stays unread.
 */
export async function peekBody(request: Request): Promise<string | undefined> {
  if (request.body === null || !isText(request)) return undefined;
  try {
    const body = request.clone().body as ReadableStream<Uint8Array<ArrayBuffer>> | null;
    if (body === null) return undefined;
    const isPacked = request.headers.get("content-encoding") === "gzip";
    return await readText(isPacked ? body.pipeThrough(new DecompressionStream("gzip")) : body);
  } catch {
    // Whoever answers the request finds the same, and says it.
    return undefined;
  }
}

function isText(request: Request): boolean {
  if (request.method === "PUT") return false;
  const type = request.headers.get("content-type") ?? "";
  return type === "" || /json|text|graphql/.test(type);
}

async function readText(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length >= LONGEST) {
      // Not awaited: it ends when the other half of the body was read.
      reader.cancel().catch(() => undefined);
      return text.slice(0, LONGEST);
    }
  }
}
