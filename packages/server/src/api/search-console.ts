import type { ConsolePage } from "@stepwell/protocol";
import type { RunStore } from "@stepwell/storage";
import type { z } from "zod";
import type { consoleQuerySchema } from "./request-schemas.ts";

/** Lines that are looked at for one reply. */
const MOST_LOOKED_AT = 100_000;
const PAGE = 10_000;

/** A page of a run's console; with conditions, of the lines that meet them all. */
export async function searchConsole(
  runs: RunStore,
  run: number,
  { from, limit, search, stream, since, until }: z.output<typeof consoleQuerySchema>,
): Promise<ConsolePage> {
  const total = await runs.consoleLength(run);
  const wanted = search?.toLowerCase();
  const isPlain = [wanted, stream, since, until].every((condition) => condition === undefined);
  const lines: ConsolePage["lines"][number][] = [];
  let at = from;
  const end = Math.min(total, isPlain ? from + limit : from + MOST_LOOKED_AT);
  while (at < end && lines.length < limit) {
    const page = await runs.console(run, { from: at, limit: Math.min(PAGE, end - at) });
    if (page.length === 0) break;
    for (const line of page) {
      if (lines.length >= limit) break;
      const text = line.label === undefined ? line.text : `[${line.label}] ${line.text}`;
      const time = line.time === undefined ? null : line.time * 1000;
      const number = at;
      at += 1;
      if (stream !== undefined && line.stream !== stream) continue;
      // A line without a time is at no time.
      if (since !== undefined && (time === null || time < since)) continue;
      if (until !== undefined && (time === null || time > until)) continue;
      if (wanted !== undefined && !text.toLowerCase().includes(wanted)) continue;
      lines.push({ number, stream: line.stream, time, text });
    }
  }
  return { lines, total, next: at < total ? at : null };
}
