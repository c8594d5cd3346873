import { UsageError } from "../core-error.ts";
import { asNumberArray, isTypedArray } from "../encode/array-like.ts";
import type { TypedArray } from "../encode/array-like.ts";
import { showValue } from "../show-value.ts";
import { numpyHistogram } from "../encode/numpy-histogram.ts";
import type { Bins } from "../encode/numpy-histogram.ts";

import { checkMediaOptions } from "./check-media-options.ts";
import { HISTOGRAM, isHistogram } from "./is-histogram.ts";
import { readArguments } from "./read-arguments.ts";

const DEFAULT_BINS = 64;
const MAX_BINS = 512;

/** How data is divided into bins. */
export interface HistogramOptions {
  /** Default 64, at most 512. Ignored when counts and edges are given. */
  readonly bins?: number;
}

/** Numbers, or finished bins: `edges` has one entry more than `counts`. */
export type HistogramData =
  | readonly (number | bigint | boolean)[]
  | TypedArray
  | { readonly counts: ArrayLike<number>; readonly edges: ArrayLike<number> };

/**
 * A distribution at one step. From numbers it bins as `numpy.histogram` does (equal bins from the smallest to the
 * largest value); from `{ counts, edges }` it keeps what it is given. Throws `UsageError` for NaN, infinities,
 * more than 512 bins, or counts and edges that don't fit.
 *
 * @example run.log({ weights: new Histogram(layerWeights, { bins: 32 }) });
 */
export class Histogram {
  readonly [HISTOGRAM] = true;
  readonly counts: readonly number[];
  readonly edges: readonly number[];

  constructor(data: HistogramData, options: HistogramOptions = {}) {
    const bins = readArguments("a histogram", () => readBins(data, options));
    this.counts = bins.counts;
    this.edges = bins.edges;
  }

  /** The value as it stands in a row. */
  toJSON(): { _type: "histogram"; values: readonly number[]; bins: readonly number[] } {
    return { _type: "histogram", values: this.counts, bins: this.edges };
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is Histogram {
    return isHistogram(value);
  }
}

function readBins(data: HistogramData, options: HistogramOptions): Bins {
  checkMediaOptions("a histogram", options, { bins: "any" });
  const isObject = typeof data === "object" && data !== null;
  if (isObject && !Array.isArray(data) && "counts" in data && "edges" in data) return givenBins(data);
  if (isObject && (Array.isArray(data) || asNumberArray(data) !== undefined)) {
    return binned(data as Exclude<HistogramData, { readonly counts: unknown }>, options.bins ?? DEFAULT_BINS);
  }
  throw new UsageError(
    `[core] Failed to make a histogram: the data is "${showValue(data)}". Give an array of numbers, or { counts, edges }.`,
  );
}

function givenBins(data: { readonly counts: ArrayLike<number>; readonly edges: ArrayLike<number> }): Bins {
  checkList("counts", data.counts);
  checkList("edges", data.edges);
  if (data.edges.length !== data.counts.length + 1) {
    throw new UsageError(
      `[core] Failed to make a histogram: "${data.counts.length}" counts came with "${data.edges.length}" edges. Give one edge more than counts.`,
    );
  }
  checkBins(data.counts.length);
  const counts = Array.from(data.counts);
  const edges = Array.from(data.edges);
  const bad = [...counts, ...edges].find((number) => !Number.isFinite(number));
  if (bad !== undefined || counts.includes(undefined as never) || edges.includes(undefined as never)) {
    throw new UsageError(
      `[core] Failed to make a histogram: the counts and edges hold "${showValue(bad)}". Give finite numbers.`,
    );
  }
  return { counts, edges };
}

function checkList(name: string, list: unknown): void {
  if (Array.isArray(list) || (typeof list === "object" && list !== null && isTypedArray(list))) return;
  throw new UsageError(
    `[core] Failed to make a histogram: "${name}" is "${showValue(list)}". Give a list of numbers.`,
  );
}

function binned(data: readonly (number | bigint | boolean)[] | TypedArray, bins: number): Bins {
  checkBins(bins);
  const numbers = asNumberArray(data)?.data ?? Array.from(data as readonly unknown[], toNumber);
  const result = numpyHistogram(numbers, bins);
  if (result === undefined) {
    throw new UsageError(
      `[core] Failed to make a histogram: the data holds NaN or an infinity, or numbers too large to be told apart. Remove those values first, or give { counts, edges }.`,
    );
  }
  return result;
}

function checkBins(bins: number): void {
  if (Number.isInteger(bins) && bins >= 1 && bins <= MAX_BINS) return;
  throw new UsageError(
    `[core] Failed to make a histogram: "${showValue(bins)}" bins were asked for. Ask for a whole number from 1 to ${MAX_BINS}.`,
  );
}

function toNumber(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value === "boolean" || typeof value === "bigint") return Number(value);
  throw new UsageError(
    `[core] Failed to make a histogram: the data holds "${showValue(value)}". Give an array of numbers.`,
  );
}
