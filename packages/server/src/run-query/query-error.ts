import { printJson } from "@stepwell/protocol";
import type { Json } from "@stepwell/protocol";

const LONGEST_QUOTE = 80;

/** What is thrown for a query that can't be read. */
export function queryError(part: "filter" | "order" | "cursor" | "query", reason: string): RangeError {
  return new RangeError(
    `[server] Failed to read the ${part} of runs: ${reason}. See "Finding runs" in the docs of the api.`,
  );
}

/** A value in quotes, shortened. */
export function quoted(value: Json): string {
  const text = typeof value === "string" ? value : printJson(value);
  return `"${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}"`;
}
