import { quoteWord } from "./filter-words.ts";
import type { FilterNode, FilterValue } from "./parse-filter.ts";

/** Writes a tree as a text that reads as the same tree. */
export function printFilter(node: FilterNode): string {
  switch (node.kind) {
    case "and":
    case "or":
      return node.of
        .map((one) => (isWeaker(one, node.kind) ? `(${printFilter(one)})` : printFilter(one)))
        .join(` ${node.kind} `);
    case "not":
      return `not ${node.of.kind === "and" || node.of.kind === "or" ? `(${printFilter(node.of)})` : printFilter(node.of)}`;
    case "exists":
      return `has ${printKey(node.key)}`;
    case "short":
      return `${node.key.text}:${printValue(node.value)}`;
    case "text":
      return node.words.map(printValue).join(" ");
    case "compares": {
      const values = node.values.map(printValue);
      const list = node.op === "in" || node.op === "not in";
      return `${printKey(node.key)} ${node.op} ${list ? `(${values.join(", ")})` : (values[0] as string)}`;
    }
  }
}

/** A condition as text: `config.optimizer = "ada max"`. */
export function printCondition(key: string, op: string, value: string | number | boolean): string {
  const isName = typeof value === "string" && /^(?:[-+.\d]|true$|false$|null$|none$|nan$|inf)/i.test(value);
  const written =
    typeof value !== "string" ? String(value) : isName ? JSON.stringify(value) : quoteWord(value);
  return `${quoteWord(key)} ${op} ${written}`;
}

/** The beginning of a condition, to be typed on: `config.optimizer `. */
export function openCondition(key: string): string {
  return `${quoteWord(key)} `;
}

/** A filter with one more condition that all runs must meet. */
export function addCondition(filter: string, condition: string): string {
  const before = filter.trim();
  if (before === "") return condition;
  return /(?:^|\s)or\s/i.test(before) ? `(${before}) and ${condition}` : `${before} and ${condition}`;
}

function isWeaker(inner: FilterNode, outer: "and" | "or"): boolean {
  return (
    inner.kind === outer ||
    (outer === "and" && inner.kind === "or") ||
    (outer === "or" && inner.kind === "and")
  );
}

function printKey(key: FilterValue): string {
  return quoteWord(key.text);
}

function printValue({ text, kind }: FilterValue): string {
  if (kind === "pattern") return `/${text}/`;
  return kind === "quoted" ? `"${text.replaceAll(/["\\]/g, "\\$&")}"` : text;
}
