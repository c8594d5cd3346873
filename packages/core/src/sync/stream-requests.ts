import type { JsonObject } from "@stepwell/protocol";
import type { StreamChunk } from "./stream-chunks.ts";

/** What is to be sent, by the file of the stream that it belongs to. */
export interface StreamChunks {
  readonly history: readonly StreamChunk[];
  readonly events: readonly StreamChunk[];
  readonly console: readonly StreamChunk[];
}

/** One request, and the lines behind those that it brings. */
export interface StreamRequest {
  readonly files: JsonObject;
  readonly history?: number;
  readonly events?: number;
}

/** A request holds about so much text; W&B's client has about 10 MiB. */
const MAX_REQUEST_CHARS = 8 * 1024 * 1024;

const NAMES = {
  history: "wandb-history.jsonl",
  events: "wandb-events.jsonl",
  console: "output.log",
} as const;

/**
 * Packs chunks into as few requests as fit: history first, then system metrics, then the console. A request holds one
 * unbroken range of each.
 */
export function streamRequests(chunks: StreamChunks): StreamRequest[] {
  const requests: { files: Record<string, JsonObject>; history?: number; events?: number }[] = [];
  let size = Infinity;
  for (const stream of ["history", "events", "console"] as const) {
    for (const { offset, content } of chunks[stream]) {
      const length = content.reduce((sum, line) => sum + line.length, 0);
      let request = requests.at(-1);
      if (request === undefined || size + length > MAX_REQUEST_CHARS || NAMES[stream] in request.files) {
        request = { files: {} };
        requests.push(request);
        size = 0;
      }
      size += length;
      request.files[NAMES[stream]] = { offset, content };
      if (stream !== "console") request[stream] = offset + content.length;
    }
  }
  return requests;
}
