import type { Fetch, FetchReply, FetchRequest, StreamedBody } from "../world.ts";

/** Longer replies than this are cut off with an error: no server of ours sends them. */
const MAX_REPLY_BYTES = 64 * 1024 * 1024;

/** The host's `fetch`: files are streamed with their length in the header, and no reply fills the memory. */
export const fetchFromHost: Fetch = async (url, request) => {
  const reply = await fetch(url, await requestInit(request));
  return {
    status: reply.status,
    headers: reply.headers,
    text: () => limitedText(reply),
    chunks: () => (reply.body ?? []) as AsyncIterable<Uint8Array>,
  } satisfies FetchReply;
};

async function requestInit({ body, headers, ...rest }: FetchRequest): Promise<RequestInit> {
  if (!isStreamed(body)) return { ...rest, headers, body: body as string | Uint8Array<ArrayBuffer> };
  // Most programs send no file, and all of them start: it is loaded with the first one.
  const { ReadableStream } = await import("node:stream/web");
  // Stores behind signed addresses take no chunked requests, so the length is said beforehand. The host's fetch keeps
  // all of a stream for the case of a redirect, unless it may follow none.
  const streamed = {
    ...rest,
    headers: { ...headers, "content-length": String(body.size) },
    duplex: "half",
    redirect: "error",
  };
  return { ...streamed, body: ReadableStream.from(body.chunks()) } as unknown as RequestInit;
}

function isStreamed(body: FetchRequest["body"]): body is StreamedBody {
  return typeof body === "object" && "chunks" in body;
}

async function limitedText(reply: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of (reply.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > MAX_REPLY_BYTES) throw new Error(`the reply is longer than "${MAX_REPLY_BYTES}" bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
