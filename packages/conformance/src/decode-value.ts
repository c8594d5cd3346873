/** A value that this decoder cannot make: it needs an array, a date, a media object… of the SDK. */
export class NeedsEncoder extends Error {
  constructor(tag: string) {
    super(`The value "${tag}" needs the SDK's encoder.`);
    this.name = "NeedsEncoder";
  }
}

/** A tagged value of a case: `$` names its kind. */
export interface TaggedValue {
  readonly $: string;
  readonly [member: string]: unknown;
}

/** Makes the values of tags that plain data cannot hold; `decode` is for members that may be tagged themselves. */
export type TagDecoder = (tagged: TaggedValue, decode: (value: unknown) => unknown) => unknown;

const plainDataOnly: TagDecoder = (tagged) => {
  throw new NeedsEncoder(tagged.$);
};

/** Turns a recorded value into a live one. Tags beyond plain data go to `others`, which by default refuses them. */
export function decodeValue(value: unknown, others: TagDecoder = plainDataOnly): unknown {
  const decode = (inner: unknown): unknown => decodeValue(inner, others);
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== "object" || value === null) return value;
  if ("$" in value) return decodeTag(value as TaggedValue, decode, others);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, decode(inner)]));
}

function decodeTag(tagged: TaggedValue, decode: (value: unknown) => unknown, others: TagDecoder): unknown {
  switch (tagged.$) {
    case "NaN":
      return NaN;
    case "Infinity":
      return Infinity;
    case "-Infinity":
      return -Infinity;
    case "-0":
      return -0;
    case "bigint":
      return decodeInteger(BigInt(tagged["value"] as string));
    case "tuple":
    case "set":
      return (tagged["items"] as unknown[]).map(decode);
    case "map":
      return decodeMap(tagged["entries"] as [unknown, unknown][], decode);
    case "repeat":
      return decodeRepeat(decode(tagged["value"]), tagged["count"] as number);
    case "sequence":
      return decodeSequence(tagged["start"] as number, tagged["stop"] as number);
    default:
      return others(tagged, decode);
  }
}

/** The official client keeps integers exact up to 64 bits and makes larger ones floats. */
function decodeInteger(value: bigint): bigint | number {
  return value === BigInt.asIntN(64, value) ? value : Number(value);
}

function decodeMap(entries: [unknown, unknown][], decode: (value: unknown) => unknown): unknown {
  return Object.fromEntries(entries.map(([key, value]) => [String(key), decode(value)]));
}

function decodeRepeat(value: unknown, count: number): unknown {
  return typeof value === "string" ? value.repeat(count) : Array.from({ length: count }, () => value);
}

function decodeSequence(start: number, stop: number): number[] {
  return Array.from({ length: stop - start }, (_, index) => start + index);
}
