import { WireError } from "./wire-error.ts";

/**
 * Reads a request's body, unpacked when it is gzip. Refuses with 413 as soon as it is larger than `limit` bytes, also unpacked.
 * `onPart` is given each part of it as it comes.
 */
export async function readBytes(
  request: Request,
  limit: number,
  onPart?: (bytes: Uint8Array) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  if (onPart === undefined && hasPlainLength(request)) return readAtOnce(request, limit);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of bodyParts(request, limit)) {
    size += part.length;
    onPart?.(part);
    parts.push(part);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * A request's body as it comes, with the same limit; `readBytes` without its memory. Refuses with 400, at the end, a body
 * that was cut off.
 */
export async function* bodyParts(request: Request, limit: number): AsyncGenerator<Uint8Array> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > limit) throw tooLarge(limit);
  if (request.body === null) return checkWhole(request, 0);
  const packed = request.headers.get("content-encoding")?.toLowerCase() === "gzip";
  let received = 0;
  const counted = limited(request.body, limit, (bytes) => (received += bytes));
  const stream = packed ? counted.pipeThrough(new DecompressionStream("gzip")) : counted;
  const reader = (stream as ReadableStream<Uint8Array>).getReader();
  let size = 0;
  let isOver = false;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.length;
      if (size > limit) throw tooLarge(limit);
      yield next.value;
    }
    isOver = true;
    checkWhole(request, received);
  } catch (error) {
    if (!packed || WireError.isInstance(error)) throw error;
    throw new WireError(
      400,
      `[server] Failed to read the request: its body is not gzip. Send it as the header says.`,
      { cause: error },
    );
  } finally {
    // Who stops reading wants no more of it.
    if (!isOver) await reader.cancel().catch(() => undefined);
  }
}

/** Reads a request's body as text, with the same limit. */
export async function readText(request: Request, limit: number): Promise<string> {
  return new TextDecoder().decode(await readBytes(request, limit));
}

/** A listener lets through no more than what was declared. */
function hasPlainLength({ headers }: Request): boolean {
  return headers.has("content-length") && !headers.has("content-encoding");
}

// A body as a stream costs the server as much as all else that it does for rows; hosts have a shorter way for a whole one.
async function readAtOnce(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const declared = Number(request.headers.get("content-length"));
  if (declared > limit) throw tooLarge(limit);
  const whole = new Uint8Array(await request.arrayBuffer());
  if (whole.length > limit) throw tooLarge(limit);
  if (whole.length !== declared) throw cutOff(request, whole.length);
  return whole;
}

/** A connection that was lost before anybody read looks like an empty body. */
function checkWhole(request: Request, received: number): void {
  const declared = request.headers.get("content-length");
  if (!request.signal.aborted && (declared === null || Number(declared) === received)) return;
  throw cutOff(request, received);
}

function cutOff({ headers }: Request, received: number): WireError {
  return new WireError(
    400,
    `[server] Failed to read the request: its body ended after "${received}" of "${headers.get("content-length") ?? "?"}" bytes. Send it again.`,
  );
}

function limited(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  limit: number,
  onBytes: (count: number) => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let size = 0;
  return stream.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(part, controller) {
        size += part.length;
        onBytes(part.length);
        if (size > limit) controller.error(tooLarge(limit));
        else controller.enqueue(part);
      },
    }),
  );
}

function tooLarge(limit: number): WireError {
  return new WireError(
    413,
    `[server] Failed to read the request: its body is larger than "${limit}" bytes. Send less at a time.`,
  );
}
