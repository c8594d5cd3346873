import { parseFilter, type FilterNode } from "./parse-filter.ts";

/** A term that all runs must meet, as a part of a filter. */
export interface FilterTerm {
  readonly text: string;
  readonly node: FilterNode;
}

/** The terms of a filter that are joined by `and`; undefined when it can't be read. */
export function filterTerms(text: string): readonly FilterTerm[] | undefined {
  const { node, problems } = parseFilter(text);
  if (problems.length > 0) return undefined;
  if (node === undefined) return [];
  // In parentheses it is one term, whatever it has inside.
  const isList = node.kind === "and" && node.of[0]?.from === node.from;
  const nodes = isList ? node.of : [node];
  return nodes.map((one) => ({ text: text.slice(one.from, one.to), node: one }));
}

/** The filter of terms that all must be met. */
export function joinTerms(terms: readonly string[]): string {
  const written = terms.map((term) => term.trim()).filter((term) => term !== "");
  return written.map((term) => (written.length > 1 && isLoose(term) ? `(${term})` : term)).join(" and ");
}

function isLoose(term: string): boolean {
  const { node } = parseFilter(term);
  return node?.kind === "or" && node.of[0]?.from === node.from;
}
