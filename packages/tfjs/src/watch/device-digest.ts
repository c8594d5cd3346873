import { digestValues } from "@stepwell/watch";
import type { TensorDigest } from "@stepwell/watch";
import { DIGEST_FACTS, digestOfNumbers } from "./digest-of-numbers.ts";
import type { WatchedTensor } from "./watched-shapes.ts";

/** A tensor with the operations that `import "@tensorflow/tfjs"` puts on each. */
export interface DeviceTensor extends WatchedTensor {
  kept: boolean;
  reshape(shape: number[]): DeviceTensor;
  cast(dtype: "float32" | "int32"): DeviceTensor;
  isFinite(): DeviceTensor;
  isNaN(): DeviceTensor;
  isInf(): DeviceTensor;
  /** Its own values where the condition holds, else the others. */
  where(condition: DeviceTensor, other: number): DeviceTensor;
  min(): DeviceTensor;
  max(): DeviceTensor;
  sum(): DeviceTensor;
  any(axis: number): DeviceTensor;
  abs(): DeviceTensor;
  square(): DeviceTensor;
  floor(): DeviceTensor;
  logicalNot(): DeviceTensor;
  equal(other: number): DeviceTensor;
  notEqual(other: number): DeviceTensor;
  add(other: DeviceTensor): DeviceTensor;
  sub(other: DeviceTensor): DeviceTensor;
  mul(other: number): DeviceTensor;
  div(other: DeviceTensor): DeviceTensor;
  clipByValue(low: number, high: number): DeviceTensor;
  unsortedSegmentSum(ids: DeviceTensor, segments: number): DeviceTensor;
  concat(others: DeviceTensor[], axis: number): DeviceTensor;
}

/** A tensor to digest, and how many units lie along its last axis. */
export interface ToDigest {
  readonly tensor: WatchedTensor;
  readonly units: number | undefined;
}

/** Counts of more values than this are no whole numbers in single precision. */
const MAX_SIZE = 2 ** 24;

/** True when the tensors can be digested where they lie. */
export function canDigestThere(tensors: readonly ToDigest[]): boolean {
  return tensors.every(
    ({ tensor }) =>
      tensor.size <= MAX_SIZE && typeof Reflect.get(tensor, "unsortedSegmentSum") === "function",
  );
}

/**
 * Digests tensors on their device and reads the results back all at once; all work has begun when this returns. Counts
 * are those of `digestValues` where the device divides as IEEE 754 says; elsewhere a value on the edge of a bin may be
 * counted in the next one.
 */
export function digestThere(tensors: readonly ToDigest[], bins: number): Promise<readonly TensorDigest[]> {
  const filled = tensors.filter(({ tensor }) => tensor.size > 0);
  // Throws here, where the values can still be read instead, when the device lacks an operation.
  const results = filled.length === 0 ? undefined : compute(filled, bins);
  return readDigests(tensors, results, bins);
}

async function readDigests(
  tensors: readonly ToDigest[],
  results: DeviceTensor | undefined,
  bins: number,
): Promise<readonly TensorDigest[]> {
  const numbers = results === undefined ? new Float32Array(0) : await readAndDispose(results);
  let at = 0;
  return tensors.map(({ tensor, units }) => {
    if (tensor.size === 0) return digestValues(new Float32Array(0), { bins, units });
    const own = numbers.subarray(at, at + DIGEST_FACTS + bins);
    at += own.length;
    return digestOfNumbers(own, { size: tensor.size, hasUnits: units !== undefined });
  });
}

async function readAndDispose(results: DeviceTensor): Promise<Float32Array> {
  try {
    return Float32Array.from((await results.data()) as Iterable<number>);
  } finally {
    results.dispose();
  }
}

/** One row of numbers. What lies between is disposed of, whether or not a step's own cleaning comes later. */
function compute(tensors: readonly ToDigest[], bins: number): DeviceTensor {
  const between: DeviceTensor[] = [];
  const note: Note = (tensor) => {
    between.push(tensor);
    return tensor;
  };
  try {
    const parts = tensors.flatMap((one) => digestParts(one, bins, note));
    const results = (parts[0] as DeviceTensor).concat(parts.slice(1), 0);
    results.kept = true;
    return results;
  } finally {
    for (const tensor of between) tensor.dispose();
  }
}

type Note = (tensor: DeviceTensor) => DeviceTensor;

function digestParts({ tensor, units }: ToDigest, bins: number, note: Note): DeviceTensor[] {
  const given = note((tensor as DeviceTensor).reshape([-1]));
  const flat = note(given.cast("float32"));
  const finite = note(flat.isFinite());
  const zeroed = note(flat.where(finite, 0));
  const low = note(note(flat.where(finite, Infinity)).min());
  const high = note(note(flat.where(finite, -Infinity)).max());
  const peak = note(note(zeroed.abs()).max());
  const scaled = note(note(zeroed.div(notZero(peak, note))).square());
  const range = notZero(note(high.sub(low)), note);
  const place = note(note(note(zeroed.sub(low)).mul(bins)).div(range));
  const ids = note(note(note(place.floor()).clipByValue(0, bins - 1)).cast("int32"));
  const counts = note(note(finite.cast("float32")).unsortedSegmentSum(ids, bins));
  const facts = [
    low,
    high,
    peak,
    note(scaled.sum()),
    countOf(note(flat.isNaN()), note),
    countOf(note(flat.isInf()), note),
    units === undefined ? low : countZeroUnits(flat, units, note),
  ];
  return [...facts.map((fact) => note(fact.reshape([1]))), counts];
}

function notZero(divisor: DeviceTensor, note: Note): DeviceTensor {
  return note(divisor.add(note(note(divisor.equal(0)).cast("float32"))));
}

function countOf(which: DeviceTensor, note: Note): DeviceTensor {
  return note(note(which.cast("float32")).sum());
}

function countZeroUnits(flat: DeviceTensor, units: number, note: Note): DeviceTensor {
  const isLive = note(note(note(flat.notEqual(0)).reshape([-1, units])).any(0));
  return countOf(note(isLive.logicalNot()), note);
}
