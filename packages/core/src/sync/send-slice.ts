import type { WriterRole } from "@stepwell/runlog";
import type { RunSlice } from "./run-reader.ts";
import { STRUCTURED_CONSOLE_FEATURE } from "./server-features.ts";
import { consoleChunks, rowChunks } from "./stream-chunks.ts";
import type { RowChunks } from "./stream-chunks.ts";
import { streamRequests } from "./stream-requests.ts";
import type { SyncSession } from "./sync-session.ts";

export interface SendSliceOptions {
  readonly session: SyncSession;
  readonly slice: RunSlice;
  readonly role: WriterRole;
  /** Goes with the last lines; undefined when it has not changed. */
  readonly summary: string | undefined;
  /** Bytes of the run file that `summary` was read from. */
  readonly readBytes: number;
}

/**
 * Sends those lines of a slice that the server has not got, and remembers how far it came. Returns how many rows went
 * without their values for being too long. Throws `DeliveryError`; then sending the slice again goes on.
 */
export async function sendSlice({
  session,
  slice,
  role,
  summary,
  readBytes,
}: SendSliceOptions): Promise<number> {
  const { position, stream, features } = session;
  const { firstLine, firstEvent, firstConsoleLine } = position;
  const history = freshChunks(slice.rows, slice.firstRow, position.history, firstLine);
  const events = freshChunks(slice.events, slice.firstEvent, position.events, firstEvent);
  const form = features.has(STRUCTURED_CONSOLE_FEATURE) ? "json" : "text";
  const console = consoleChunks(slice.console, { form, label: role.label, firstLine: firstConsoleLine });
  const requests = streamRequests({ console, history: history.chunks, events: events.chunks });
  if (summary !== undefined) {
    const last = requests.pop() ?? { files: {} };
    requests.push({
      ...last,
      files: { ...last.files, "wandb-summary.json": { offset: 0, content: [summary] } },
    });
  }
  for (const { files, ...ends } of requests) {
    if (!(await stream.post({ files }, { readBytes }))) return 0;
    await session.remember({
      ...(ends.history === undefined ? {} : { history: ends.history - firstLine }),
      ...(ends.events === undefined ? {} : { events: ends.events - firstEvent }),
    });
  }
  return history.shortened + events.shortened;
}

/** Lines from `delivered` on, counted over the whole run file, at their places behind `firstLine`. */
function freshChunks(
  rows: RunSlice["rows"],
  firstRow: number,
  delivered: number,
  firstLine: number,
): RowChunks {
  const fresh = rows.slice(Math.max(0, delivered - firstRow));
  return rowChunks(fresh, firstLine + firstRow + rows.length - fresh.length);
}
