import type { Fetch, FetchRequest } from "@stepwell/core";

/** The `fetch` of a delivery whose server is in this process. */
export function fetchFromApp(answer: (request: Request) => Promise<Response>): Fetch {
  return async (url, request) => {
    const { method, headers, signal } = request;
    const body = await bodyOf(request.body);
    const reply = await answer(
      new Request(url, { method, headers, signal, ...(body === undefined ? {} : { body }) }),
    );
    return { status: reply.status, headers: reply.headers, text: () => reply.text() };
  };
}

// The app keeps a file as a whole; to stream it there would save nothing.
async function bodyOf(body: FetchRequest["body"]): Promise<string | Uint8Array<ArrayBuffer> | undefined> {
  if (body === undefined || typeof body === "string") return body;
  if (!("chunks" in body)) return new Uint8Array(body);
  const whole = new Uint8Array(body.size);
  let at = 0;
  for await (const chunk of body.chunks()) {
    whole.set(chunk.subarray(0, body.size - at), at);
    at += Math.min(chunk.length, body.size - at);
  }
  return whole;
}
