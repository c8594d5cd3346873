import type { FoundRuns, RunQueries, RunSearch, RunSort } from "@stepwell/storage";

/** No run has it, so that an order by it is the order of the numbers. */
const NOWHERE = "config.\0";

/** The page behind the first `from` runs of a search. What is nearer to the end is counted from there, which passes over fewer. */
export async function findFrom(queries: RunQueries, search: RunSearch, from: number): Promise<FoundRuns> {
  if (from === 0) return queries.find(search);
  if (search.after !== undefined) return forward(queries, search, from);
  const { total } = await queries.find({ ...search, columns: [], limit: 0 });
  const behind = total - from - search.limit;
  if (from >= total) return { runs: [], total, more: false };
  return behind < from ? backward(queries, search, { total, from }) : forward(queries, search, from);
}

async function forward(queries: RunQueries, search: RunSearch, from: number): Promise<FoundRuns> {
  const passed = await queries.find({ ...search, columns: [], limit: from });
  const last = passed.runs.at(-1);
  if (last === undefined || !passed.more) return { runs: [], total: passed.total, more: false };
  return queries.find({ ...search, after: last.cursor });
}

async function backward(
  queries: RunQueries,
  search: RunSearch,
  { total, from }: { readonly total: number; readonly from: number },
): Promise<FoundRuns> {
  const { sort = [], limit } = search;
  const reversed = { ...search, sort: reversedSort(sort), limit: Math.min(limit, total - from) };
  const behind = Math.max(0, total - from - limit);
  const passed = behind === 0 ? undefined : await queries.find({ ...reversed, columns: [], limit: behind });
  const last = passed?.runs.at(-1);
  const { runs } = await queries.find(last === undefined ? reversed : { ...reversed, after: last.cursor });
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
