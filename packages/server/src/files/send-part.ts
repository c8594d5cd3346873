import type { Context } from "hono";
import { encodeText } from "../artifacts/node-id.ts";
import { WireError } from "../wire/wire-error.ts";
import { safeHeaders } from "./safe-headers.ts";

/** Something of `size` bytes: what it is called, and an entity tag that is another one when its bytes are. */
export interface SentFile {
  readonly name: string;
  readonly tag: string;
  readonly size: number;
  /** Saved by a browser, and not shown. */
  readonly disposition?: "attachment";
}

/** Sends the part of a file that a request asks for, or all of it; nothing to who has it already. Throws `WireError` for a part that is not there. */
export function sendPart(
  c: Context,
  { name, tag, size, disposition }: SentFile,
  open: (range: readonly [number, number]) => ReadableStream<Uint8Array>,
): Response {
  const headers = {
    ...safeHeaders(name, tag),
    ...(disposition === undefined
      ? {}
      : { "content-disposition": `attachment; filename*=UTF-8''${encodeName(name)}` }),
    "accept-ranges": "bytes",
  };
  if (c.req.header("if-none-match") === headers.etag) return c.body(null, 304, headers);
  const ifRange = c.req.header("if-range");
  const asked = ifRange === undefined || ifRange === headers.etag ? c.req.header("range") : undefined;
  const range = rangeOf(asked, size);
  if (range === "outside") {
    c.header("content-range", `bytes */${size}`);
    throw new WireError(
      416,
      `[server] Failed to send a part of "${name}": the range "${asked}" lies outside of its ${size} bytes. Ask for bytes that it has, or without "range".`,
    );
  }
  const [from, to] = range ?? [0, size];
  return c.body(open([from, to]), range === undefined ? 200 : 206, {
    ...headers,
    "content-length": String(to - from),
    ...(range === undefined ? {} : { "content-range": `bytes ${from}-${to - 1}/${size}` }),
  });
}

/** The half-open part of a file that a client wants; undefined for all of it, also when what it says is not understood. */
function rangeOf(
  header: string | undefined,
  size: number,
): readonly [number, number] | "outside" | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "");
  if (match === null || (match[1] === "" && match[2] === "")) return undefined;
  const [first, last] = [match[1] as string, match[2] as string];
  const from = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === "" || last === "" ? size : Math.min(Number(last) + 1, size);
  return from < to ? [from, to] : "outside";
}

function encodeName(name: string): string {
  const last = name.slice(name.lastIndexOf("/") + 1);
  return encodeText(last).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
}
