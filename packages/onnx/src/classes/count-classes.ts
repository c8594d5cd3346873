import type { TensorLike } from "../session-like.ts";
import { halfToNumber } from "../tensors/half-to-number.ts";

export interface ClassRules {
  readonly labels: readonly string[];
  readonly threshold: number;
  /** Rows of one tensor that are looked at. */
  readonly limit: number;
  readonly random: () => number;
}

const INTEGERS = new Set("int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool".split(" "));
const FLOATS = new Set(["float16", "float32", "float64"]);
const MOST_CLASSES = 512;
/** Characters of a text that is a class; labels stay whole. */
const LONGEST = 64;
/** What the rest of too many classes are counted as. */
export const OTHER = "other";

/**
 * Adds the classes in a tensor to `counts`: text and whole numbers are classes themselves; of scores the last axis has
 * one for each class, or a single one that is held against the threshold. Rows with NaN have no class.
 */
export function countClasses(tensor: TensorLike, rules: ClassRules, counts: Map<string, number>): void {
  const { type, data, dims } = tensor;
  const isScores = FLOATS.has(type);
  if (!isScores && !INTEGERS.has(type) && type !== "string") return;
  const width = isScores ? Math.max(1, dims.at(-1) ?? 1) : 1;
  const rows = Math.floor(data.length / width);
  const looked = Math.min(rows, rules.limit);
  const isBits = type === "float16" && data instanceof Uint16Array;
  for (let index = 0; index < looked; index++) {
    const row =
      rows === looked ? index : Math.min(rows - 1, Math.floor(((index + rules.random()) * rows) / looked));
    const found = isScores
      ? classOfScores(scoresOf(data as ArrayLike<number>, { row, width, isBits }), rules)
      : String(data[row]);
    if (found !== undefined) count(counts, type === "string" ? found.slice(0, LONGEST) : label(rules, found));
  }
}

/** One row; of half precision, hosts without such arrays give bits. */
function scoresOf(
  data: ArrayLike<number>,
  { row, width, isBits }: { readonly row: number; readonly width: number; readonly isBits: boolean },
): Float64Array {
  const scores = new Float64Array(width);
  for (let index = 0; index < width; index++) {
    const value = data[row * width + index] as number;
    scores[index] = isBits ? halfToNumber(value) : value;
  }
  return scores;
}

function classOfScores(scores: Float64Array, { threshold }: ClassRules): string | undefined {
  if (scores.some(Number.isNaN)) return undefined;
  if (scores.length === 1) return (scores[0] as number) >= threshold ? "1" : "0";
  let best = 0;
  for (let index = 1; index < scores.length; index++) {
    if ((scores[index] as number) > (scores[best] as number)) best = index;
  }
  return String(best);
}

function label({ labels }: ClassRules, index: string): string {
  return labels[Number(index)] ?? index;
}

function count(counts: Map<string, number>, found: string): void {
  const name = counts.has(found) || counts.size < MOST_CLASSES ? found : OTHER;
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
