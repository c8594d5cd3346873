import type { SearchParams } from "../../lib/search-params.ts";

/** What of an address belongs to a view; the rest is of the moment: zoom, focus, step, full screen. */
const kept = ["cols", "group", "k", "m", "out", "q", "runs", "sm", "sort", "x"];
const longest = 8_192;

/** The parameters of a view, from an address or from what was saved. */
export function viewParams(from: unknown): SearchParams {
  if (typeof from !== "object" || from === null) return {};
  return Object.fromEntries(
    Object.entries(from).filter(
      (pair): pair is [string, string] =>
        kept.includes(pair[0]) && typeof pair[1] === "string" && pair[1].length <= longest,
    ),
  );
}
