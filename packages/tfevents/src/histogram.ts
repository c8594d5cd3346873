import type { ByteReader, JsonObject } from "@stepwell/protocol";
import { doubles } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

/** As many as W&B's histograms have at most. */
const MAX_BINS = 512;

/** A logged histogram from the old `HistogramProto`; undefined where it holds none. Throws `NotProtobuf`. */
export function histogramFromProto(reader: ByteReader): JsonObject | undefined {
  let min = NaN;
  let max = NaN;
  let limits: number[] = [];
  let counts: number[] = [];
  while (reader.next()) {
    if (reader.field === 1) min = reader.double();
    else if (reader.field === 2) max = reader.double();
    else if (reader.field === 6) limits = limits.concat(doubles(reader));
    else if (reader.field === 7) counts = counts.concat(doubles(reader));
    else reader.skip();
  }
  if (limits.length === 0 || limits.length !== counts.length) return undefined;
  // The outermost buckets reach to the largest double; the data ends before.
  const first = counts.findIndex((count) => count > 0);
  const last = counts.findLastIndex((count) => count > 0);
  if (first === -1) return undefined;
  const inner = limits.slice(first, last);
  const edges = [Number.isFinite(min) ? min : (limits[first] as number), ...inner, max];
  return histogram(edges, counts.slice(first, last + 1));
}

/** A logged histogram from a tensor of `[left, right, count]` rows; undefined where it is none. */
export function histogramFromTensor({ shape, numbers }: Tensor): JsonObject | undefined {
  if (numbers === undefined || shape.length !== 2 || shape[1] !== 3) return undefined;
  const buckets = Math.min(shape[0] as number, numbers.length / 3);
  if (!Number.isInteger(buckets) || buckets < 1) return undefined;
  const edges = [numbers[0] as number];
  const counts: number[] = [];
  for (let at = 0; at < buckets; at++) {
    edges.push(numbers[at * 3 + 1] as number);
    counts.push(numbers[at * 3 + 2] as number);
  }
  return histogram(edges, counts);
}

/** Neighbours are put together until there are few enough; edges must not fall. */
function histogram(edges: readonly number[], counts: readonly number[]): JsonObject | undefined {
  const isOrdered = edges.every((edge, at) => Number.isFinite(edge) && edge >= (edges[at - 1] ?? -Infinity));
  if (!isOrdered) return undefined;
  const together = Math.ceil(counts.length / MAX_BINS);
  const values: number[] = [];
  const bins = [edges[0] as number];
  for (let at = 0; at < counts.length; at += together) {
    values.push(counts.slice(at, at + together).reduce((sum, count) => sum + count, 0));
    bins.push(edges[Math.min(at + together, counts.length)] as number);
  }
  return { _type: "histogram", values, bins };
}
