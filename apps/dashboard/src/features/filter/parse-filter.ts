import { filterWords, isReserved, type FilterProblem, type FilterWord } from "./filter-words.ts";
import { isTimeField } from "./own-fields.ts";

export type FilterOperator = "=" | "!=" | "<" | "<=" | ">" | ">=" | "~" | "!~" | "in" | "not in" | "has";

/** A value as it was written; `2 h 30 m` and `3 d ago` are one. */
export interface FilterValue {
  readonly text: string;
  readonly kind: "word" | "quoted" | "pattern";
  readonly from: number;
  readonly to: number;
}

/** A filter as a tree, with the places of its parts in the text. */
export type FilterNode = { readonly from: number; readonly to: number } & (
  | { readonly kind: "and" | "or"; readonly of: readonly FilterNode[] }
  | { readonly kind: "not"; readonly of: FilterNode }
  | {
      readonly kind: "compares";
      readonly key: FilterValue;
      readonly op: FilterOperator;
      readonly values: readonly FilterValue[];
    }
  | { readonly kind: "exists"; readonly key: FilterValue }
  /** `opt:adamw`. */
  | { readonly kind: "short"; readonly key: FilterValue; readonly value: FilterValue }
  /** Words that stand for themselves. */
  | { readonly kind: "text"; readonly words: readonly FilterValue[] }
);

export interface ParsedFilter {
  /** Undefined for a text without terms, and for one that can't be read. */
  readonly node: FilterNode | undefined;
  readonly problems: readonly FilterProblem[];
}

const comparing: ReadonlySet<string> = new Set(["=", "!=", "<", "<=", ">", ">=", "~", "!~"]);
const unit = /^(?:ms|s|sec|secs|seconds?|m|min|mins|minutes?|h|hours?|hrs?|d|days?|w|weeks?)$/i;
const deepest = 24;

/** Reads `state != crashed and (lr < 0.01 or tag:v2)`. Terms side by side are joined by `and`. */
export function parseFilter(text: string): ParsedFilter {
  const { words, problems } = filterWords(text);
  if (problems.length > 0) return { node: undefined, problems };
  let at = 0;
  let depth = 0;

  try {
    if (words.length === 0) return { node: undefined, problems };
    const node = either();
    const rest = words[at];
    if (rest !== undefined) throw unexpected(rest, "Expected a term");
    return { node, problems };
  } catch (error) {
    if (error instanceof UnreadableFilter) return { node: undefined, problems: [error.problem] };
    throw error;
  }

  function either(): FilterNode {
    return joined("or", both, (word) => isWord(word, "or") || isOp(word, "||", "|"));
  }

  function both(): FilterNode {
    return joined("and", negation, (word) => isWord(word, "and") || isOp(word, "&&", "&"));
  }

  function joined(
    kind: "and" | "or",
    part: () => FilterNode,
    joins: (word: FilterWord | undefined) => boolean,
  ): FilterNode {
    const of = [part()];
    for (;;) {
      const word = words[at];
      if (joins(word)) at += 1;
      else if (kind === "or" || !beginsTerm(word)) break;
      of.push(part());
    }
    const first = of[0] as FilterNode;
    return of.length === 1 ? first : { kind, of, from: first.from, to: (of.at(-1) as FilterNode).to };
  }

  function negation(): FilterNode {
    const word = words[at];
    if (!isWord(word, "not") && !isOp(word, "!")) return primary();
    deeper(word as FilterWord);
    at += 1;
    const of = negation();
    depth -= 1;
    return { kind: "not", of, from: (word as FilterWord).from, to: of.to };
  }

  function primary(): FilterNode {
    const word = words[at];
    if (word === undefined) throw missing("a term");
    if (word.kind === "open") {
      deeper(word);
      at += 1;
      const inside = either();
      const close = words[at];
      if (close?.kind !== "close")
        throw close === undefined ? missing('")"') : unexpected(close, 'Expected ")"');
      at += 1;
      depth -= 1;
      return { ...inside, from: word.from, to: close.to };
    }
    if (isWord(word, "has")) {
      at += 1;
      const key = keyAt("a key after has");
      return { kind: "exists", key, from: word.from, to: key.to };
    }
    if (word.kind === "op") {
      const op = comparing.has(word.text) ? "a key" : "a term";
      throw unexpected(word, `Expected ${op} before "${word.text}"`);
    }
    if (word.kind === "close" || word.kind === "comma" || isJoiner(word))
      throw unexpected(word, "Expected a term");
    return term(word);
  }

  function term(word: FilterWord): FilterNode {
    const op = operatorAt(at + 1);
    if (op === undefined) return shortOrText(word);
    if (word.kind === "pattern") throw unexpected(word, "Expected a key");
    const key = valueOf(word);
    at += op.words + 1;
    if (op.name === "in" || op.name === "not in") return listed(key, op.name);
    const value = valueAt(op.name, key);
    return { kind: "compares", key, op: op.name, values: [value], from: key.from, to: value.to };
  }

  function listed(key: FilterValue, op: FilterOperator): FilterNode {
    const open = words[at]?.kind === "open";
    if (open) at += 1;
    const values: FilterValue[] = [];
    do {
      if (words[at]?.kind === "comma") at += 1;
      values.push(valueAt(op, key));
    } while (words[at]?.kind === "comma" || (open && words[at] !== undefined && words[at]?.kind !== "close"));
    const last = words[at];
    if (open && last?.kind !== "close") throw missing('")" after the list');
    if (open) at += 1;
    const to = open ? (last as FilterWord).to : (values.at(-1) as FilterValue).to;
    return { kind: "compares", key, op, values, from: key.from, to };
  }

  function valueAt(op: string, key: FilterValue): FilterValue {
    const word = words[at];
    if (word === undefined) throw missing(`a value after "${op}"`);
    if (!isValue(word)) throw unexpected(word, `Expected a value after "${op}"`);
    at += 1;
    return word.kind === "word" && isTimeField(key.text) ? withUnits(word) : valueOf(word);
  }

  /** `2 h 30 m`, `3 d ago`. */
  function withUnits(first: FilterWord): FilterValue {
    const parts = [first];
    const take = (test: (text: string) => boolean): boolean => {
      const word = words[at];
      if (word?.kind !== "word" || !test(word.text)) return false;
      parts.push(word);
      at += 1;
      return true;
    };
    if (/^[\d.]+$/.test(first.text)) take((text) => unit.test(text));
    while (take((text) => /^[\d.]+[a-z]+$/i.test(text)) || (isFollowedByUnit(at) && take(() => true))) {
      take((text) => unit.test(text));
    }
    take((text) => /^ago$/i.test(text));
    const to = (parts.at(-1) as FilterWord).to;
    return { kind: "word", text: parts.map((word) => word.text).join(" "), from: first.from, to };
  }

  function isFollowedByUnit(place: number): boolean {
    const [number, name] = [words[place], words[place + 1]];
    return (
      number?.kind === "word" && /^[\d.]+$/.test(number.text) && name?.kind === "word" && unit.test(name.text)
    );
  }

  function shortOrText(word: FilterWord): FilterNode {
    at += 1;
    const colon = word.kind === "word" ? word.text.indexOf(":") : -1;
    if (colon <= 0) return { kind: "text", words: [valueOf(word)], from: word.from, to: word.to };
    const cut = word.from + colon;
    const key: FilterValue = { kind: "word", text: word.text.slice(0, colon), from: word.from, to: cut };
    if (colon < word.text.length - 1) {
      const value: FilterValue = {
        kind: "word",
        text: word.text.slice(colon + 1),
        from: cut + 1,
        to: word.to,
      };
      return { kind: "short", key, value, from: word.from, to: word.to };
    }
    const next = words[at];
    if (next?.kind !== "quoted" || next.from !== word.to) {
      throw new UnreadableFilter({ from: cut, to: word.to, message: 'Expected a value after ":".' });
    }
    at += 1;
    return { kind: "short", key, value: valueOf(next), from: word.from, to: next.to };
  }

  function keyAt(what: string): FilterValue {
    const word = words[at];
    if (word === undefined) throw missing(what);
    if (word.kind !== "word" && word.kind !== "quoted") throw unexpected(word, `Expected ${what}`);
    at += 1;
    return valueOf(word);
  }

  function operatorAt(place: number): { readonly name: FilterOperator; readonly words: number } | undefined {
    const word = words[place];
    if (word?.kind === "op" && comparing.has(word.text))
      return { name: word.text as FilterOperator, words: 1 };
    if (isWord(word, "in")) return { name: "in", words: 1 };
    if (isWord(word, "has") && beginsValue(words[place + 1])) return { name: "has", words: 1 };
    if (isWord(word, "not") && isWord(words[place + 1], "in")) return { name: "not in", words: 2 };
    return undefined;
  }

  function deeper(word: FilterWord): void {
    depth += 1;
    if (depth > deepest) throw unexpected(word, `Expected at most ${deepest} levels of parentheses`);
  }

  function missing(what: string): UnreadableFilter {
    const end = words.at(-1)?.to ?? text.length;
    return new UnreadableFilter({ from: Math.max(0, end - 1), to: end, message: `Expected ${what}.` });
  }
}

class UnreadableFilter extends Error {
  readonly problem: FilterProblem;

  constructor(problem: FilterProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

function unexpected({ text, from, to }: FilterWord, expected: string): UnreadableFilter {
  const message = expected.includes(`"${text}"`) ? `${expected}.` : `${expected} instead of "${text}".`;
  return new UnreadableFilter({ from, to, message });
}

function isWord(word: FilterWord | undefined, text: string): boolean {
  return word?.kind === "word" && word.text.toLowerCase() === text;
}

function isOp(word: FilterWord | undefined, ...texts: readonly string[]): boolean {
  return word?.kind === "op" && texts.includes(word.text);
}

function isJoiner(word: FilterWord): boolean {
  return isWord(word, "and") || isWord(word, "or") || isWord(word, "in");
}

function beginsTerm(word: FilterWord | undefined): boolean {
  if (word === undefined || word.kind === "close" || word.kind === "comma") return false;
  return word.kind === "op" ? word.text === "!" || comparing.has(word.text) : !isJoiner(word);
}

/** After `tags has` stands a value; `lr has` alone is a term of two words. */
function beginsValue(word: FilterWord | undefined): boolean {
  return word === undefined || (isValue(word) && !isReserved(word.text));
}

function isValue(word: FilterWord): boolean {
  if (word.kind === "word") return !/^(?:and|or|not|in|has)$/i.test(word.text);
  return word.kind === "quoted" || word.kind === "pattern";
}

function valueOf({ kind, text, from, to }: FilterWord): FilterValue {
  return { kind: kind as FilterValue["kind"], text, from, to };
}
