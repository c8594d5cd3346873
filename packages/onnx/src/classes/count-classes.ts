import type { TensorLike } from "../session-like.ts";

export interface ClassRules {
  readonly labels: readonly string[];
  readonly threshold: number;
  /** Rows of one tensor that are looked at. */
  readonly limit: number;
  readonly random: () => number;
}

const INTEGERS = new Set("int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool".split(" "));
const FLOATS = new Set(["float32", "float64"]);
const MOST_CLASSES = 512;
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
  for (let index = 0; index < looked; index++) {
    const row =
      rows === looked ? index : Math.min(rows - 1, Math.floor(((index + rules.random()) * rows) / looked));
    const found = isScores
      ? classOfScores(data as ArrayLike<number>, row * width, width, rules)
      : String(data[row]);
    if (found !== undefined) count(counts, type === "string" ? found : label(rules, found));
  }
}

function classOfScores(
  data: ArrayLike<number>,
  from: number,
  width: number,
  { threshold }: ClassRules,
): string | undefined {
  if (width === 1) {
    const score = data[from] as number;
    return Number.isNaN(score) ? undefined : score >= threshold ? "1" : "0";
  }
  let best = 0;
  for (let index = 0; index < width; index++) {
    const score = data[from + index] as number;
    if (Number.isNaN(score)) return undefined;
    if (score > (data[from + best] as number)) best = index;
  }
  return String(best);
}

function label({ labels }: ClassRules, index: string): string {
  return labels[Number(index)] ?? index;
}

function count(counts: Map<string, number>, found: string): void {
  const name = counts.has(found) || counts.size < MOST_CLASSES ? found.slice(0, 64) : OTHER;
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
