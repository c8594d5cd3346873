import { decodeValue } from "@stepwell/conformance";
import type { TaggedValue } from "@stepwell/conformance";
import { Histogram } from "../src/media/histogram.ts";
import { decodeMedia } from "./conformance-media.ts";
import { decodePlot } from "./conformance-plots.ts";

/** Turns a recorded value into what a JavaScript user would pass to the SDK. */
export function decodeCoreValue(value: unknown, named: ReadonlyMap<string, unknown> = new Map()): unknown {
  if (Array.isArray(value)) return value.map((inner) => decodeCoreValue(inner, named));
  if (typeof value !== "object" || value === null) return value;
  if ("$" in value) {
    const tagged = value as TaggedValue;
    return tagged.$ === "ref" ? named.get(tagged["name"] as string) : decodeTag(tagged);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, decodeCoreValue(inner, named)]),
  );
}

class Instance {
  constructor(fields: object) {
    Object.assign(this, fields);
  }
}

function decodeTag(tagged: TaggedValue): unknown {
  switch (tagged.$) {
    case "map":
      return decodeMap(tagged["entries"] as [unknown, unknown][]);
    case "set":
      return new Set((tagged["items"] as unknown[]).map((inner) => decodeCoreValue(inner)));
    case "tuple":
      return (tagged["items"] as unknown[]).map((inner) => decodeCoreValue(inner));
    case "repeat":
      return decodeRepeat(tagged);
    case "typed":
      return decodeArray(tagged);
    case "scalar":
      return decodeScalar(tagged);
    case "datetime":
      return new Date(
        /[+Z]/.test(String(tagged["iso"])) ? String(tagged["iso"]) : `${String(tagged["iso"])}Z`,
      );
    case "date":
      return new Date(`${String(tagged["iso"])}T00:00:00Z`);
    case "rows":
      return Array.from({ length: tagged["count"] as number }, (_, index) => [index]);
    case "bytes":
      return Uint8Array.from(atob(String(tagged["base64"])), (char) => char.charCodeAt(0)).buffer;
    case "record":
    case "instance":
      return new Instance(decodeCoreValue(tagged["fields"]) as object);
    case "opaque":
      return Promise.resolve(1);
    case "function":
      return JSON.parse;
    case "cycle":
      return makeCycle();
    case "histogram":
      return decodeHistogram(tagged);
    default:
      return (
        decodePlot(tagged, decodeCoreValue) ?? decodeMedia(tagged, decodeCoreValue) ?? decodeValue(tagged)
      );
  }
}

function decodeMap(entries: readonly [unknown, unknown][]): Map<unknown, unknown> {
  return new Map(entries.map(([key, value]) => [key, decodeCoreValue(value)]));
}

function decodeRepeat(tagged: TaggedValue): unknown {
  const value = decodeCoreValue(tagged["value"]);
  const count = tagged["count"] as number;
  return typeof value === "string" ? value.repeat(count) : Array.from({ length: count }, () => value);
}

const ARRAYS: Readonly<Record<string, (data: number[]) => unknown>> = {
  float32: (data) => Float32Array.from(data),
  float64: (data) => Float64Array.from(data),
  int32: (data) => Int32Array.from(data),
  int64: (data) => BigInt64Array.from(data.map(BigInt)),
  uint8: (data) => Uint8Array.from(data),
  bool: (data) => Uint8Array.from(data, Number),
};

function decodeArray(tagged: TaggedValue): unknown {
  const dtype = String(tagged["dtype"]);
  const shape = tagged["shape"] as number[];
  const data = (tagged["data"] as unknown[]).map((inner) => decodeCoreValue(inner)) as number[];
  if (dtype === "string") return data;
  const typed = ARRAYS[dtype]?.(data);
  if (typed === undefined) throw new Error(`No array of "${dtype}" here.`);
  return shape.length === 1 && dtype !== "bool" ? typed : new Tensor(shape, dtype, typed);
}

/** As a tensor of TensorFlow.js. */
class Tensor {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly #data: unknown;

  constructor(shape: readonly number[], dtype: string, data: unknown) {
    this.shape = shape;
    this.dtype = dtype;
    this.#data = data;
  }

  dataSync(): unknown {
    return this.#data;
  }
}

function decodeScalar(tagged: TaggedValue): unknown {
  const value = decodeCoreValue(tagged["value"]) as number;
  if (tagged["dtype"] === "float32") return Float32Array.of(value);
  // Half precision has no array here; its value is the nearest eleven-bit one.
  if (tagged["dtype"] === "float16") return Math.round(value * 2 ** 14) / 2 ** 14;
  return value;
}

function makeCycle(): object {
  const cycle: { self?: object } = {};
  cycle.self = cycle;
  return cycle;
}

function decodeHistogram(tagged: TaggedValue): Histogram {
  const given = tagged["npHistogram"] as [number[], number[]] | undefined;
  if (given !== undefined) return new Histogram({ counts: given[0], edges: given[1] });
  const bins = tagged["numBins"] as number | undefined;
  return new Histogram(decodeCoreValue(tagged["sequence"]) as number[], bins === undefined ? {} : { bins });
}
