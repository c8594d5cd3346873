import { filterWords, isReserved, quoteWord, type FilterWord } from "./filter-words.ts";
import type { KeyResolver, ResolvedKey } from "./resolve-key.ts";
import { shortKey } from "./short-key.ts";

/** What could stand where the caret is. */
export interface FilterPlace {
  readonly expects: "key" | "operator" | "value" | "joiner";
  /** The key that the operator or value is for. */
  readonly key: ResolvedKey | undefined;
  /** What is written there already, and where. */
  readonly prefix: string;
  readonly from: number;
  readonly to: number;
}

export interface FilterSuggestion {
  /** What is put in place of the prefix. */
  readonly insert: string;
  readonly text: string;
  readonly hint: string;
}

const joiners: readonly FilterSuggestion[] = [
  { insert: "and ", text: "and", hint: "both" },
  { insert: "or ", text: "or", hint: "either" },
];
const states = ["running", "finished", "failed", "crashed"];
const spans: Readonly<Record<"time" | "duration", readonly string[]>> = {
  time: ["1 h ago", "1 d ago", "7 d ago", "today", "yesterday"],
  duration: ["1 m", "10 m", "1 h", "12 h", "1 d"],
};

/** Finds out what a filter that ends at the caret waits for. */
export function placeInFilter(text: string, keys: KeyResolver): FilterPlace {
  const { words } = filterWords(text);
  const last = words.at(-1);
  const isTouched =
    last !== undefined && last.to === text.length && last.kind !== "close" && last.kind !== "op";
  const touched = isTouched && last.kind !== "open" && last.kind !== "comma" ? last : undefined;
  const before = touched === undefined ? words : words.slice(0, -1);
  const { expects, key } = before.reduce(step, { expects: "key", key: undefined } satisfies Scan as Scan);
  return {
    expects,
    key: key === undefined ? undefined : keys.resolve(key),
    prefix: touched?.text ?? "",
    from: touched?.from ?? text.length,
    to: text.length,
  };
}

/** What to offer at a place without asking the server; `values` are those of the key. */
export function suggestAt(
  place: FilterPlace,
  keys: KeyResolver,
  values: readonly { readonly text: string; readonly hint: string }[],
): readonly FilterSuggestion[] {
  const { expects, key, prefix } = place;
  const wanted = prefix.toLowerCase();
  switch (expects) {
    case "key": {
      const named = wanted === "" ? [] : states.filter((state) => state.startsWith(wanted));
      return [
        ...named.map((state) => ({ insert: `${state} `, text: state, hint: "state" })),
        ...keys.search(prefix, 40).map((found) => ({
          insert: `${quoteWord(shortKey(found.shown, keys))} `,
          text: found.shown,
          hint: kindOf(found),
        })),
      ];
    }
    case "operator":
      return operatorsOf(key)
        .filter(({ text }) => text.startsWith(wanted))
        .map(({ text, hint }) => ({ insert: text === "in" ? "in (" : `${text} `, text, hint }));
    case "joiner":
      return joiners.filter(({ text }) => text.startsWith(wanted));
    case "value": {
      const kind = key?.own?.kind;
      if (kind === "time" || kind === "duration") {
        return spans[kind]
          .filter((text) => text.startsWith(wanted))
          .map((text) => ({ insert: `${text} `, text, hint: "" }));
      }
      return values
        .filter(({ text }) => text.toLowerCase().includes(wanted))
        .slice(0, 40)
        .map(({ text, hint }) => ({ insert: `${quoteWord(text)} `, text, hint }));
    }
  }
}

interface Scan {
  readonly expects: FilterPlace["expects"];
  readonly key: string | undefined;
}

function step({ expects, key }: Scan, word: FilterWord): Scan {
  const reserved = word.kind === "word" && isReserved(word.text) ? word.text.toLowerCase() : undefined;
  if (word.kind === "op") return { expects: word.text === "!" ? "key" : "value", key };
  if (reserved === "in") return { expects: "value", key };
  if (reserved === "has")
    return expects === "operator" ? { expects: "value", key } : { expects: "key", key: undefined };
  if (reserved !== undefined) return { expects: "key", key: undefined };
  if (word.kind === "open") return { expects: expects === "value" ? "value" : "key", key };
  if (word.kind === "comma") return { expects: "value", key };
  if (word.kind === "close") return { expects: "joiner", key: undefined };
  if (expects === "value") return { expects: "joiner", key };
  return { expects: "operator", key: word.text };
}

function operatorsOf(
  key: ResolvedKey | undefined,
): readonly { readonly text: string; readonly hint: string }[] {
  const equal = [
    { text: "=", hint: "is" },
    { text: "!=", hint: "is not" },
  ];
  const ordered = [
    { text: ">", hint: "more than" },
    { text: ">=", hint: "at least" },
    { text: "<", hint: "less than" },
    { text: "<=", hint: "at most" },
  ];
  const texts = [
    { text: "~", hint: "matches" },
    { text: "!~", hint: "does not match" },
  ];
  const list = { text: "in", hint: "one of" };
  const kind = key?.own?.kind;
  if (kind === "time" || kind === "duration") return [...ordered, ...equal];
  if (kind === "list") return [{ text: "has", hint: "has" }, list, ...equal];
  if (kind === "flag") return equal;
  if (kind === "text") return [...equal, ...texts, list];
  const { numbers = 1, texts: withText = 1 } = key?.known ?? {};
  return [...(numbers > 0 ? ordered : []), ...equal, ...(withText > 0 ? texts : []), list];
}

function kindOf({ own, known }: ResolvedKey): string {
  if (own !== undefined) return own.says;
  if (known === undefined) return "";
  if (known.numbers > 0) return known.texts > 0 ? "number, text" : "number";
  return known.texts > 0 ? "text" : "";
}
