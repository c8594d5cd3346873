import type { FoundRuns, RunQueries, RunSearch, RunSort } from "@stepwell/storage";

/** No run has it, so that an order by it is the order of the numbers. */
const NOWHERE = "config.\0";
/** A store passes over so many at once as fast as it could count them. */
const NEAR = 1_000;

/** The page behind the first `from` runs of a search. What is nearer to the end is counted from there: less is put in order. */
export async function findFrom(queries: RunQueries, search: RunSearch, from: number): Promise<FoundRuns> {
  if (search.after !== undefined || from <= NEAR) return queries.find({ ...search, from });
  const { total } = await queries.find({ ...search, columns: [], limit: 0 });
  const behind = total - from - search.limit;
  if (from >= total) return { runs: [], total, more: false };
  return behind < from ? backward(queries, search, { total, from }) : queries.find({ ...search, from });
}

async function backward(
  queries: RunQueries,
  search: RunSearch,
  { total, from }: { readonly total: number; readonly from: number },
): Promise<FoundRuns> {
  const { sort = [], limit } = search;
  const behind = Math.max(0, total - from - limit);
  const { runs } = await queries.find({
    ...search,
    sort: reversedSort(sort),
    from: behind,
    limit: Math.min(limit, total - from),
  });
  const inOrder = runs.toReversed().map((run) => ({
    ...run,
    cursor: { ...run.cursor, values: run.cursor.values.slice(0, sort.length) },
  }));
  return { runs: inOrder, total, more: behind > 0 };
}

function reversedSort(sort: readonly RunSort[]): RunSort[] {
  if (sort.length === 0) return [{ path: NOWHERE, direction: "ascending" }];
  return sort.map(({ path, direction, unordered = "last" }) => ({
    path,
    direction: direction === "ascending" ? "descending" : "ascending",
    unordered: unordered === "last" ? "first" : "last",
  }));
}
