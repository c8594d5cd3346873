import type { ConsoleLineView, ConsolePage } from "@stepwell/protocol";
import { compilePattern } from "@stepwell/storage";
import type { RunStore } from "@stepwell/storage";
import type { z } from "zod";
import { refusal } from "./refusal.ts";
import type { consoleQuerySchema } from "./request-schemas.ts";

/** Lines that are looked at for one reply. */
const MOST_LOOKED_AT = 100_000;
const PAGE = 10_000;

/** A page of a run's console; with conditions, of the lines that meet them all. Refuses with 400 for what is no pattern. */
export async function searchConsole(
  runs: RunStore,
  run: number,
  asked: z.output<typeof consoleQuerySchema>,
): Promise<ConsolePage> {
  const { from, limit, search, pattern, stream, since, until } = asked;
  const total = await runs.consoleLength(run);
  const isPlain = [search, pattern, stream, since, until].every((condition) => condition === undefined);
  const meets = conditionsOf(asked);
  const lines: ConsoleLineView[] = [];
  let at = from;
  const end = Math.min(total, isPlain ? from + limit : from + MOST_LOOKED_AT);
  while (at < end && lines.length < limit) {
    const page = await runs.console(run, { from: at, limit: Math.min(PAGE, end - at) });
    if (page.length === 0) break;
    for (const line of page) {
      if (lines.length >= limit) break;
      const text = line.label === undefined ? line.text : `[${line.label}] ${line.text}`;
      const time = line.time === undefined ? null : line.time * 1000;
      const view = { number: at, stream: line.stream, time, text };
      at += 1;
      if (meets(view)) lines.push(view);
    }
  }
  return { lines, total, next: at < total ? at : null };
}

function conditionsOf({
  search,
  pattern,
  stream,
  since,
  until,
}: z.output<typeof consoleQuerySchema>): (line: ConsoleLineView) => boolean {
  const wanted = search?.toLowerCase();
  const matches = pattern === undefined ? undefined : refusing(() => compilePattern(`(?i)${pattern}`));
  return (line) => {
    const { time, text } = line;
    if (stream !== undefined && line.stream !== stream) return false;
    // A line without a time is at no time.
    if (since !== undefined && (time === null || time < since)) return false;
    if (until !== undefined && (time === null || time > until)) return false;
    if (wanted !== undefined && !text.toLowerCase().includes(wanted)) return false;
    return matches === undefined || refusing(() => matches(text));
  };
}

function refusing<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) throw refusal(400, error.message);
    throw error;
  }
}
