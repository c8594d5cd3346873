import type { RunFilter } from "@stepwell/client";

/** A filter for runs whose name or id has every word in it, in either case; undefined when nothing is typed. */
export function runSearch(query: string): RunFilter | undefined {
  const words = query
    .trim()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return undefined;
  return {
    $and: words.map((word) => {
      const part = { $regex: word.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`), $options: "i" };
      return { $or: [{ displayName: part }, { name: part }] };
    }),
  };
}
