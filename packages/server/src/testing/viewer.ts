import { parseJson } from "@stepwell/protocol";
import type { LiveEvent } from "@stepwell/protocol";
import type { TestedServer } from "./tested-server.ts";

/** A page that reads an event stream when told to. */
export interface Viewer {
  /** The name that the stream's hello gave. */
  readonly stream: string;
  readonly lastEventId: string;
  /** What has come since the last call. */
  events(): Promise<LiveEvent[]>;
  text(): Promise<string>;
  /** Closes the connection from the viewer's side. */
  leave(): Promise<void>;
  /** Reads to the end; false when there is none yet. */
  ended(): Promise<boolean>;
}

/** Opens `/api/live`, as a new page or as one that saw events up to `lastEventId`. */
export async function openViewer(
  server: Pick<TestedServer, "request">,
  lastEventId?: string,
): Promise<Viewer> {
  const response = await server.request("/api/live", {
    headers: lastEventId === undefined ? {} : { "last-event-id": lastEventId },
  });
  if (response.status !== 200 || response.body === null) throw new Error(await response.text());
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let waiting: Promise<ReadableStreamReadResult<Uint8Array>> | undefined;
  let over = false;
  let stream = "";
  let lastId = "";

  /** Bytes that are there now; a read that finds none stays for the next call. */
  async function text(): Promise<string> {
    let found = "";
    while (!over) {
      waiting ??= reader.read();
      const result = await Promise.race([waiting, rest()]);
      if (result === undefined) break;
      waiting = undefined;
      if (result.done) over = true;
      else found += decoder.decode(result.value, { stream: true });
    }
    return found;
  }

  const first = await text();
  stream = /"stream":"([^"]+)"/.exec(first)?.[1] ?? "";
  let unread = first;

  return {
    stream,
    get lastEventId() {
      return lastId;
    },
    text,
    async events() {
      const blocks = (unread + (await text())).split("\n\n");
      unread = "";
      const events: LiveEvent[] = [];
      for (const block of blocks) {
        lastId = /^id: (.+)$/m.exec(block)?.[1] ?? lastId;
        const data = /^data: (.+)$/m.exec(block)?.[1];
        if (data !== undefined) events.push(parseJson(data) as unknown as LiveEvent);
      }
      return events;
    },
    async leave() {
      await reader.cancel();
      over = true;
    },
    async ended() {
      await text();
      return over;
    },
  };
}

/** Lets everything that can go on go on: a turn of the host's event loop. */
function rest(): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), 0);
  });
}
