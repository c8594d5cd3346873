import type { RunKeyView } from "@stepwell/protocol";
import { ownField, type OwnField } from "./own-fields.ts";

/** What a key of a filter, an order or a column stands for. */
export interface ResolvedKey {
  /** What the server calls it: `summary.val/miou`, `displayName`. */
  readonly path: string;
  /** What is shown: `summary.val/miou`, `name`. */
  readonly shown: string;
  /** Undefined for config and summary. */
  readonly own: OwnField | undefined;
  /** Undefined where the runs are not known to have it. */
  readonly known: RunKeyView | undefined;
}

/** Finds keys by what people write of them. */
export interface KeyResolver {
  /** The best match; undefined when nothing is like it. `wants` prefers keys with such values. */
  resolve(text: string, wants?: "number" | "text"): ResolvedKey | undefined;
  /** The best matches, best first. */
  search(text: string, most: number): readonly ResolvedKey[];
}

/**
 * Knows the fields of every run and `keys`, what the runs of the project have. Bare names find whole keys first, then last
 * parts, then beginnings, then any part; config comes before summary. Undefined keys: not read yet, and everything is taken as written.
 */
export function createKeyResolver(keys: readonly RunKeyView[] | undefined): KeyResolver {
  const entries = (keys ?? []).filter(({ path }) => listed.test(path)).map(entryOf);
  const exact = new Map(entries.map((entry) => [entry.key.path, entry]));
  const taken = mostTaken(entries);
  const remembered = new Map<string, ResolvedKey | undefined>();

  const find = (text: string, wants: "number" | "text" | undefined): ResolvedKey | undefined => {
    const own = ownField(text);
    if (own !== undefined) return ofOwn(own);
    const whole = exact.get(text) ?? exact.get(escaped(text));
    if (whole !== undefined) return ofEntry(whole);
    if (keys === undefined) return asWritten(text);
    const found = best(entries, text, wants);
    if (found !== undefined) return ofEntry(taken.get(found.path) ?? found);
    return /^(?:config|summary)\../s.test(text) ? asWritten(text) : undefined;
  };

  return {
    resolve(text, wants) {
      const name = `${wants ?? ""}:${text}`;
      if (!remembered.has(name)) {
        if (remembered.size > 500) remembered.clear();
        remembered.set(name, find(text, wants));
      }
      return remembered.get(name);
    },
    search(text, most) {
      const wanted = text.toLowerCase();
      const ranked = [...ownEntries, ...entries]
        .map((entry) => ({ entry, rank: wanted === "" ? entry.order : rankOf(entry, wanted) }))
        .filter(({ rank }) => rank < noMatch)
        .toSorted((a, b) => a.rank - b.rank || a.entry.order - b.entry.order);
      return ranked.slice(0, most).map(({ entry }) => entry.resolved ?? ofEntry(entry));
    },
  };
}

interface Entry {
  readonly key: RunKeyView;
  readonly isConfig: boolean;
  /** In small letters, as `name` is, which has no `config.` or `summary.`. */
  readonly path: string;
  readonly name: string;
  readonly last: string;
  readonly order: number;
  readonly resolved?: ResolvedKey;
}

/** Config and summary, without what the writer keeps there for itself. */
const listed = /^(?:config|summary)\.(?!_wandb)/s;
const noMatch = 1e6;

const ownEntries: readonly Entry[] = [
  "name",
  "state",
  "tags",
  "created",
  "duration",
  "group",
  "notes",
  "job",
  "host",
]
  .flatMap((name) => ownField(name) ?? [])
  .map((field, order) => ({
    key: { path: field.path, runs: 0, numbers: 0, texts: 0 },
    isConfig: false,
    path: field.name,
    name: field.name,
    last: field.name,
    order,
    resolved: ofOwn(field),
  }));

function entryOf(key: RunKeyView, at: number): Entry {
  const isConfig = key.path.startsWith("config.");
  const path = key.path.toLowerCase();
  const name = path.slice(isConfig ? "config.".length : "summary.".length);
  const last = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf(".")) + 1);
  return { key, isConfig, path, name, last, order: 100 + at };
}

function best(
  entries: readonly Entry[],
  text: string,
  wants: "number" | "text" | undefined,
): Entry | undefined {
  const wanted = text.toLowerCase();
  let found: Entry | undefined;
  let foundRank = noMatch;
  for (const entry of entries) {
    const rank = rankOf(entry, wanted) + (suits(entry.key, wants) ? 0 : 0.6);
    if (rank < foundRank && rank < noMatch) [found, foundRank] = [entry, rank];
  }
  return found;
}

/** A metric without further words is the value of it that most runs have, where runs define a best, a least or a largest one. */
function mostTaken(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  const paths = new Map(entries.map((entry) => [entry.path, entry]));
  const most = new Map<string, Entry>();
  for (const entry of entries) {
    const base = /^(summary\..+)\.(?:last|best|min|max|mean)$/s.exec(entry.path)?.[1];
    const before = base === undefined ? undefined : (most.get(base) ?? paths.get(base));
    if (base !== undefined && before !== undefined && entry.key.runs > before.key.runs) most.set(base, entry);
  }
  return most;
}

/** Lower is nearer. Half a point for config before summary, and less than that for short keys before long ones. */
function rankOf({ path, name, last, isConfig }: Entry, wanted: string): number {
  const tie = (isConfig ? 0 : 0.5) + Math.min(0.4, name.length / 1_000);
  if (path === wanted || name === wanted) return tie;
  if (last === wanted) return 10 + tie;
  if (last.startsWith(wanted)) return 20 + tie;
  if (name.startsWith(wanted)) return 30 + tie;
  if (name.includes(wanted)) return 40 + tie;
  if (path.includes(wanted)) return 50 + tie;
  return wanted.length > 1 && hasLetters(name, wanted) ? 60 + tie : noMatch;
}

function suits({ numbers, texts }: RunKeyView, wants: "number" | "text" | undefined): boolean {
  return wants === undefined || (wants === "number" ? numbers > 0 : texts > 0 || numbers === 0);
}

function hasLetters(name: string, wanted: string): boolean {
  let at = 0;
  for (const letter of wanted) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function ofOwn(own: OwnField): ResolvedKey {
  return { path: own.path, shown: own.name, own, known: undefined };
}

function ofEntry({ key }: Entry): ResolvedKey {
  return { path: key.path, shown: key.path.replaceAll(/\\(.)/g, "$1"), own: undefined, known: key };
}

function asWritten(text: string): ResolvedKey {
  const path = /^(?:config|summary)\../s.test(text) ? text : `summary.${text}`;
  return { path, shown: path, own: undefined, known: undefined };
}

/** Dots of the key itself are written with a backslash before them: `config.a.b` may be the key `a.b`. */
function escaped(text: string): string {
  const cut = text.indexOf(".");
  return cut === -1 ? text : text.slice(0, cut + 1) + text.slice(cut + 1).replaceAll(".", "\\.");
}
