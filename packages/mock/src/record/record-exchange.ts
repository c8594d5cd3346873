import type { Operation } from "../requests/operation-of.ts";
import type { Exchange } from "./exchange.ts";
import { createRedaction } from "./redact.ts";

/** What a recording says of a request: its key, and those of everything in it, are taken out. */
export type RecordedRequest = Omit<Exchange, "status" | "headers" | "reply">;

/** What differs from reply to reply of the same content, or is the connection's. */
const OWN_HEADERS = ["date", "content-length", "content-encoding", "transfer-encoding", "connection"];

/** The request as a recording has it, and how its replies get into it. */
export function recordedRequest(
  request: Request,
  operation: Operation,
  body: string | undefined,
): { readonly request: RecordedRequest; readonly withReply: (reply: Response) => Promise<Exchange> } {
  const redaction = createRedaction(request.headers);
  const { pathname, search } = new URL(request.url);
  const json = body === undefined ? undefined : redaction.json(body);
  const recorded: RecordedRequest = {
    method: request.method,
    path: redaction.text(pathname + search),
    operation: operation.name,
    requestHeaders: redaction.headers(request.headers),
    ...(json === undefined ? {} : { body: json }),
  };
  return {
    request: recorded,
    async withReply(reply) {
      const bytes = new Uint8Array(await reply.arrayBuffer());
      const text = textOf(bytes);
      const headers = new Headers(reply.headers);
      for (const name of OWN_HEADERS) headers.delete(name);
      return {
        ...recorded,
        status: reply.status,
        headers: redaction.headers(headers),
        reply:
          text === undefined
            ? { base64: base64Of(bytes) }
            : { text: redaction.json(text) ?? redaction.text(text) },
      };
    },
  };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
