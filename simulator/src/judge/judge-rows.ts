import { printJson } from "@stepwell/protocol";
import type { JsonObject } from "@stepwell/protocol";
import type { FoundRun } from "./judge.ts";
import type { ClientRows, Ledger, Session } from "./ledger.ts";
import { numberOf } from "./watch-stores.ts";

/** Stored is acknowledged: once, in order, with equal values; what was taken out stays out. */
export function judgeRows(ledger: Ledger, { runId, rows }: FoundRun): string[] {
  const wrong: string[] = [];
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(numberOf(row), (counts.get(numberOf(row)) ?? 0) + 1);
  const byNumber = new Map(rows.map((row) => [numberOf(row), row]));
  for (const [id, count] of counts)
    if (id >= 0 && count > 1) wrong.push(`"${runId}" has row ${id} ${count} times`);

  const known = new Set<number>();
  for (const writer of writersOf(ledger, runId)) {
    for (const id of writer.tried.keys()) known.add(id);
    const banned = banOf(ledger, writer);
    const owed = new Set(owedOf(writer));
    for (const [id, values] of writer.tried) {
      const row = byNumber.get(id);
      if (row !== undefined && banned?.(id) === true)
        wrong.push(`"${runId}" has row ${id} of ${writer.name} again, which was taken out`);
      else if (row !== undefined) wrong.push(...judgeValues(runId, id, values, row));
      else if (owed.has(id) && banned?.(id) !== true)
        wrong.push(`"${runId}" lacks row ${id} of ${writer.name}, which was acknowledged`);
    }
    const order = rows.map(numberOf).filter((id) => writer.tried.has(id));
    const late = order.findIndex((id, index) => index > 0 && id < (order[index - 1] as number));
    if (late > 0)
      wrong.push(`"${runId}" has row ${order[late]} of ${writer.name} behind row ${order[late - 1]}`);
  }
  const isFork = ledger.sessions.some((session) => session.runId === runId && session.begin === "fork");
  for (const id of counts.keys()) {
    if (id >= 0 && !known.has(id) && !isFork) wrong.push(`"${runId}" has row ${id}, which it never logged`);
  }
  return wrong;
}

type Writer = Session | ClientRows;

function writersOf(ledger: Ledger, runId: string): Writer[] {
  return [...ledger.sessions, ...ledger.clients].filter((writer) => writer.runId === runId);
}

/** Rows that must be there when all has arrived. */
function owedOf(writer: Writer): readonly number[] {
  return "owed" in writer ? writer.kept.slice(0, writer.owed ?? writer.kept.length) : writer.kept;
}

/** Which rows of a writer may not be there any more, or need not be; undefined when nothing was taken out of it. */
export function banOf({ bans }: Ledger, writer: Writer): ((id: number) => boolean) | undefined {
  const source = "source" in writer ? writer.source : undefined;
  const own = bans.filter(({ sources }) => source !== undefined && sources.has(source));
  if (own.length === 0) return undefined;
  return (id) => own.some(({ kept }) => !kept.has(id));
}

function judgeValues(runId: string, id: number, values: JsonObject, row: JsonObject): string[] {
  return Object.entries(values)
    .filter(([key, value]) => row[key] === undefined || printJson(row[key]) !== printJson(value))
    .map(
      ([key, value]) =>
        `"${runId}" has ${printJson(row[key] ?? null)} as "${key}" of row ${id}, and ${printJson(value)} was logged`,
    );
}
