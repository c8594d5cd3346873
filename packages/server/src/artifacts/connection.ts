import { WireError } from "../wire/wire-error.ts";

/** Which part of a list a client asks for. */
export interface PageArguments {
  readonly after?: string | null;
  readonly first?: number | null;
}

/** More than this is never listed. */
export const MAX_LISTED = 100_000;

const USUAL_PAGE = 50;
const LONGEST_PAGE = 1000;
/** Python asks for this many files at a time. */
export const LONGEST_FILES_PAGE = 5000;

/**
 * A page of a list as the schema's connections have it. `nodeOf` is called for the page's items only; what it returns
 * becomes the edge. Refuses a cursor that is none of ours.
 */
export function connectionOf<Item, Edge extends object>(
  items: readonly Item[],
  { after, first }: PageArguments,
  edgeOf: (item: Item) => Edge,
  longest = LONGEST_PAGE,
): object {
  const start = after == null || after === "" ? 0 : indexOf(after);
  const limit = Math.min(Math.max(first ?? USUAL_PAGE, 0), longest);
  const page = items.slice(start, start + limit);
  const end = start + page.length;
  return {
    totalCount: items.length,
    pageInfo: { endCursor: page.length === 0 ? null : String(end), hasNextPage: end < items.length },
    edges: page.map((item, index) => ({ ...edgeOf(item), cursor: String(start + index + 1) })),
  };
}

function indexOf(cursor: string): number {
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  throw new WireError(
    400,
    `[server] Failed to list: "${cursor.slice(0, 80)}" is no cursor of this list. Begin at its start.`,
  );
}
