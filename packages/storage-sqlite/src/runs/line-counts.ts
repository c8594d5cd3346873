import type { Database, SqlRow } from "../database/driver.ts";

/** Lines of one source: how many there are, and those from `first` to `last` without a gap. */
export interface LineCount {
  readonly lines: number;
  readonly first: number;
  readonly last: number;
}

/** Sources that are remembered. */
const MOST_SOURCES = 10_000;

/**
 * Creates a count of the lines of sources. To count them is to read them all, so what was counted is remembered: lines
 * are added and written over, and go only with their source. Where numbers have no gap none can come in between.
 */
export function createLineCounts(database: Database): (source: number, id: string) => LineCount {
  const selectFirst = database.prepare("SELECT min(number) AS first FROM console WHERE source = ?");
  const selectLast = database.prepare("SELECT max(number) AS last FROM console WHERE source = ?");
  const countAfter = database.prepare(
    "SELECT count(*) AS lines FROM console WHERE source = ? AND number > ?",
  );
  const selectGap = database.prepare(
    `SELECT number FROM console AS line WHERE source = ?1 AND number >= ?2
     AND NOT EXISTS (SELECT 1 FROM console WHERE source = ?1 AND number = line.number + 1)
     ORDER BY number LIMIT 1`,
  );
  /** By source and its id: numbers of sources that are gone are given again. */
  const known = new Map<string, { readonly first: number; readonly last: number }>();

  const numberIn = (row: SqlRow | undefined, name: string): number | undefined =>
    (row?.[name] ?? undefined) as number | undefined;

  return (source, id) => {
    const first = numberIn(selectFirst.get(source), "first");
    const end = numberIn(selectLast.get(source), "last");
    if (first === undefined || end === undefined) return { lines: 0, first: 0, last: -1 };
    const name = `${source} ${id}`;
    const before = known.get(name);
    const from = before?.first === first && before.last <= end ? before.last : first;
    const after = numberIn(countAfter.get(source, from), "lines") ?? 0;
    const last = after === end - from ? end : (numberIn(selectGap.get(source, from), "number") ?? from);
    known.delete(name);
    known.set(name, { first, last });
    const oldest = known.keys().next();
    if (known.size > MOST_SOURCES && oldest.done !== true) known.delete(oldest.value);
    return { lines: from - first + 1 + after, first, last };
  };
}
