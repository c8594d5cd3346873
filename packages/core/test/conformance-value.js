import { Histogram } from "../src/media/histogram.js";
import { decodeMedia } from "./conformance-media.js";
import { decodePlot } from "./conformance-plots.js";
import { decodeValue } from "@stepwell/conformance";
/** Turns a recorded value into what a JavaScript user would pass to the SDK. */
export function decodeCoreValue(value, named = new Map()) {
  if (Array.isArray(value)) return value.map((inner) => decodeCoreValue(inner, named));
  if (typeof value !== "object" || value === null) return value;
  if ("$" in value) {
    const tagged = value;
    return tagged.$ === "ref" ? named.get(tagged["name"]) : decodeTag(tagged);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, decodeCoreValue(inner, named)]),
  );
}
class Instance {
  constructor(fields) {
    Object.assign(this, fields);
  }
}
function decodeTag(tagged) {
  switch (tagged.$) {
    case "map":
      return decodeMap(tagged["entries"]);
    case "set":
      return new Set(tagged["items"].map((inner) => decodeCoreValue(inner)));
    case "tuple":
      return tagged["items"].map((inner) => decodeCoreValue(inner));
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
      return Array.from({ length: tagged["count"] }, (_, index) => [index]);
    case "bytes":
      return Uint8Array.from(atob(String(tagged["base64"])), (char) => char.charCodeAt(0)).buffer;
    case "record":
    case "instance":
      return new Instance(decodeCoreValue(tagged["fields"]));
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
function decodeMap(entries) {
  return new Map(entries.map(([key, value]) => [key, decodeCoreValue(value)]));
}
function decodeRepeat(tagged) {
  const value = decodeCoreValue(tagged["value"]);
  const count = tagged["count"];
  return typeof value === "string" ? value.repeat(count) : Array.from({ length: count }, () => value);
}
const ARRAYS = {
  float32: (data) => Float32Array.from(data),
  float64: (data) => Float64Array.from(data),
  int32: (data) => Int32Array.from(data),
  int64: (data) => BigInt64Array.from(data.map(BigInt)),
  uint8: (data) => Uint8Array.from(data),
  bool: (data) => Uint8Array.from(data, Number),
};
function decodeArray(tagged) {
  const dtype = String(tagged["dtype"]);
  const shape = tagged["shape"];
  const data = tagged["data"].map((inner) => decodeCoreValue(inner));
  if (dtype === "string") return data;
  const typed = ARRAYS[dtype]?.(data);
  if (typed === undefined) throw new Error(`No array of "${dtype}" here.`);
  return shape.length === 1 && dtype !== "bool" ? typed : new Tensor(shape, dtype, typed);
}
/** As a tensor of TensorFlow.js. */
class Tensor {
  shape;
  dtype;
  #data;
  constructor(shape, dtype, data) {
    this.shape = shape;
    this.dtype = dtype;
    this.#data = data;
  }
  dataSync() {
    return this.#data;
  }
}
function decodeScalar(tagged) {
  const value = decodeCoreValue(tagged["value"]);
  if (tagged["dtype"] === "float32") return Float32Array.of(value);
  // Half precision has no array here; its value is the nearest eleven-bit one.
  if (tagged["dtype"] === "float16") return Math.round(value * 2 ** 14) / 2 ** 14;
  return value;
}
function makeCycle() {
  const cycle = {};
  cycle.self = cycle;
  return cycle;
}
function decodeHistogram(tagged) {
  const given = tagged["npHistogram"];
  if (given !== undefined) return new Histogram({ counts: given[0], edges: given[1] });
  const bins = tagged["numBins"];
  return new Histogram(decodeCoreValue(tagged["sequence"]), bins === undefined ? {} : { bins });
}
//# sourceMappingURL=conformance-value.js.map
