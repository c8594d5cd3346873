import type { FilterScalar, RunFilter } from "@stepwell/client";
import type { FilterProblem } from "./filter-words.ts";
import { parseFilter, type FilterNode, type FilterOperator, type FilterValue } from "./parse-filter.ts";
import { readDuration, readNumber, readTime, type TimeSpan } from "./read-value.ts";
import type { KeyResolver, ResolvedKey } from "./resolve-key.ts";

export interface FilterQueryOptions {
  readonly keys: KeyResolver;
  /** What `3 d ago` counts from, milliseconds. */
  readonly now: number;
}

export interface FilterQuery {
  /** What the server is asked; undefined for no filter, and while there are problems. */
  readonly filter: RunFilter | undefined;
  readonly node: FilterNode | undefined;
  readonly problems: readonly FilterProblem[];
}

type Comparison = Extract<FilterNode, { kind: "compares" }>;

const orders: Readonly<Record<string, "$lt" | "$lte" | "$gt" | "$gte">> = {
  "<": "$lt",
  "<=": "$lte",
  ">": "$gt",
  ">=": "$gte",
};
/** The server compiles no more of them for one question. */
const mostPatterns = 10;

/** Reads a filter and writes it as the server's. */
export function filterQuery(text: string, { keys, now }: FilterQueryOptions): FilterQuery {
  const { node, problems } = parseFilter(text);
  if (node === undefined) return { filter: undefined, node, problems };
  const found: FilterProblem[] = [];
  let patterns = 0;
  const filter = write(node);
  return { filter: found.length === 0 ? filter : undefined, node, problems: found };

  function write(one: FilterNode): RunFilter {
    switch (one.kind) {
      case "and":
        return { $and: withoutLooseWords(one.of).map(write) };
      case "or":
        return { $or: one.of.map(write) };
      case "not":
        return { $nor: [write(one.of)] };
      case "exists": {
        const key = keyOf(one.key);
        return key === undefined ? {} : { [key.path]: { $exists: true } };
      }
      case "short":
        return short(one.key, one.value);
      case "text":
        return words(one);
      case "compares":
        return comparison(one);
    }
  }

  function comparison(one: Comparison): RunFilter {
    const wants = wantsOf(one);
    const key = keyOf(one.key, wants);
    if (key === undefined) return {};
    const { path } = key;
    const [value] = one.values as [FilterValue, ...FilterValue[]];
    switch (one.op) {
      case "~":
      case "!~": {
        const condition = { [path]: { $regex: patternOf(value), $options: "i" } };
        return one.op === "~" ? condition : { $nor: [condition] };
      }
      case "has":
        return key.own?.kind === "list" || isNumeric(key)
          ? equal(key, [value])
          : { [path]: { $regex: patternOf({ ...value, text: escapePattern(value.text) }), $options: "i" } };
      case "=":
      case "in":
        return equal(key, one.values);
      case "!=":
      case "not in":
        return { $nor: [equal(key, one.values)] };
      default:
        return ordered(key, one.op, value);
    }
  }

  function equal(key: ResolvedKey, values: readonly FilterValue[]): RunFilter {
    if (key.own?.kind === "time") {
      const spans = values.map((value) => timeOf(value));
      const each = spans.map(({ from, to }): RunFilter => ({ [key.path]: { $gte: from, $lt: to } }));
      return each.length === 1 ? (each[0] as RunFilter) : { $or: each };
    }
    const scalars = values.flatMap((value) => scalarsOf(key, value));
    return { [key.path]: scalars.length === 1 ? { $eq: scalars[0] as FilterScalar } : { $in: scalars } };
  }

  function ordered(key: ResolvedKey, op: FilterOperator, value: FilterValue): RunFilter {
    const name = orders[op] as "$lt" | "$lte" | "$gt" | "$gte";
    if (key.own?.kind === "time") {
      const { from, to } = timeOf(value);
      // A day is over when it is over: "> 2026-11-14" is from the 15th on.
      const after = op === ">" || op === "<=";
      const bound = after && to - from > 1 ? to : from;
      const shifted = bound === to ? (op === ">" ? "$gte" : "$lt") : name;
      return { [key.path]: { [shifted]: bound } };
    }
    const [first] = scalarsOf(key, value);
    return { [key.path]: { [name]: first as FilterScalar } };
  }

  function scalarsOf(key: ResolvedKey, value: FilterValue): FilterScalar[] {
    const { text: written, kind } = value;
    if (key.own?.kind === "duration") {
      const length = readDuration(written);
      if (length === undefined)
        problem(value, `Expected a length of time as 2 h or 45 m instead of "${written}".`);
      return [length ?? 0];
    }
    if (key.own?.kind === "flag") {
      if (!/^(?:true|false)$/i.test(written))
        problem(value, `Expected true or false instead of "${written}".`);
      return [/^true$/i.test(written)];
    }
    if (kind !== "word" || key.own !== undefined) return [written];
    const number = readNumber(written);
    const plain = number ?? named(written);
    const asText = key.known === undefined ? plain === undefined : key.known.texts > 0;
    if (plain === undefined) return [written];
    return asText ? [plain, written] : [plain];
  }

  function short(key: FilterValue, value: FilterValue): RunFilter {
    const number = readNumber(value.text);
    const found = keyOf(key, value.kind === "word" && number !== undefined ? "number" : "text");
    if (found === undefined) return {};
    const { path, own } = found;
    if (own !== undefined && own.kind !== "text") return equal(found, [value]);
    if (number !== undefined && isNumeric(found)) return { [path]: { $in: [number, value.text] } };
    const flag = named(value.text);
    const matches = {
      [path]: { $regex: patternOf({ ...value, text: escapePattern(value.text) }), $options: "i" },
    };
    return flag === undefined ? matches : { $or: [{ [path]: { $eq: flag } }, matches] };
  }

  function words({ words: all }: Extract<FilterNode, { kind: "text" }>): RunFilter {
    const [first] = all as [FilterValue, ...FilterValue[]];
    if (all.length === 1 && first.kind === "word" && states.has(first.text.toLowerCase())) {
      return { state: { $eq: first.text.toLowerCase() } };
    }
    const text = all
      .map((word) => (word.kind === "pattern" ? word.text : escapePattern(word.text)))
      .join(".*");
    const pattern = patternOf({ ...first, text });
    patterns += 2;
    return {
      $or: ["displayName", "name", "tags"].map((path) => ({ [path]: { $regex: pattern, $options: "i" } })),
    };
  }

  function keyOf(key: FilterValue, wants?: "number" | "text"): ResolvedKey | undefined {
    const resolved = keys.resolve(key.text, wants);
    if (resolved === undefined) problem(key, `Expected a key of these runs instead of "${key.text}".`);
    return resolved;
  }

  function timeOf(value: FilterValue): TimeSpan {
    const span = readTime(value.text, now);
    if (span === undefined)
      problem(value, `Expected a time as 3 d ago, today or 2026-11-14 instead of "${value.text}".`);
    return span ?? { from: 0, to: 1 };
  }

  function patternOf(value: FilterValue): string {
    patterns += 1;
    if (patterns > mostPatterns)
      problem(value, "Expected fewer words and patterns: a filter can have three words.");
    if (!isPattern(value.text)) problem(value, `Expected a regular expression instead of "${value.text}".`);
    return value.text;
  }

  function problem({ from, to }: FilterValue, message: string): void {
    if (found.length === 0) found.push({ from, to, message });
  }
}

const states: ReadonlySet<string> = new Set([
  "running",
  "finished",
  "failed",
  "crashed",
  "pending",
  "preempting",
  "preempted",
]);

/** Words side by side are one search for all of them in this order. */
function withoutLooseWords(nodes: readonly FilterNode[]): readonly FilterNode[] {
  const joined: FilterNode[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (isLoose(node) && last !== undefined && isLoose(last)) {
      joined[joined.length - 1] = { ...last, words: [...last.words, ...node.words], to: node.to };
    } else joined.push(node);
  }
  return joined;
}

function isLoose(node: FilterNode): node is Extract<FilterNode, { kind: "text" }> {
  if (node.kind !== "text") return false;
  return node.words.every((word) => word.kind !== "word" || !states.has(word.text.toLowerCase()));
}

function wantsOf({ op, values }: Comparison): "number" | "text" {
  if (op === "~" || op === "!~" || op === "has") return "text";
  return values.some((value) => value.kind === "word" && readNumber(value.text) !== undefined)
    ? "number"
    : "text";
}

function isNumeric({ known }: ResolvedKey): boolean {
  return known !== undefined && known.numbers > 0;
}

function named(text: string): null | boolean | undefined {
  const lower = text.toLowerCase();
  if (lower === "null" || lower === "none") return null;
  return lower === "true" ? true : lower === "false" ? false : undefined;
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp && text.length <= 400;
  } catch {
    return false;
  }
}
