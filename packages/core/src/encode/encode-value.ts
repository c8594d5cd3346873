import type { Json } from "@stepwell/protocol";
import { ValueError } from "../errors/value-error.ts";
import { isHistogram } from "../media/is-histogram.ts";
import { isMedia } from "../media/media.ts";
import type { Media } from "../media/media.ts";
import type { NumberArray } from "./array-like.ts";
import { asNumberArray } from "./array-like.ts";
import { showValue } from "../show-value.ts";
import { encodeBigint } from "./encode-bigint.ts";
import { encodeNumberArray } from "./encode-number-array.ts";
import type { Purpose } from "./purpose.ts";

/** Writes media files; `key` is the name that the file gets. */
export interface MediaEncoder {
  single(media: Media, key: string): Json;
  /** The list has at least one element. */
  list(list: readonly Media[], key: string): Json;
}

/** Turns a JavaScript value into JSON by W&B's rules. Throws `ValueError` for what has no JSON form. */
export type ValueEncoder = (key: string, value: unknown) => Json;

const DEPTH_LIMIT = 490;

/** `media` is absent where media make no sense. */
export function createValueEncoder(options: { purpose: Purpose; media?: MediaEncoder }): ValueEncoder {
  const { purpose, media } = options;
  const ancestors: object[] = [];
  let place = "";

  // `key` is the innermost member name (the dotted path in a summary): media files are named after it.
  function encode(key: string, value: unknown, inList: boolean): Json {
    switch (typeof value) {
      case "number":
        return Number.isNaN(value) && (purpose === "config" || (purpose === "summary" && !inList))
          ? null
          : value;
      case "string":
      case "boolean":
        return value;
      case "bigint":
        return encodeBigint(value);
      case "undefined":
        return null;
      case "function":
        return value.name === "" ? "anonymous" : value.name;
      case "object":
        return value === null ? null : encodeObject(key, value, inList);
      default:
        return refuse(`a ${typeof value} has no JSON form`, "Log a number or text instead");
    }
  }

  function encodeObject(key: string, value: object, inList: boolean): Json {
    if (ancestors.includes(value))
      return refuse("the value contains itself", "Log plain data without cycles");
    if (ancestors.length >= DEPTH_LIMIT) {
      return refuse(`it is nested deeper than "${DEPTH_LIMIT}" levels`, "Flatten it");
    }
    ancestors.push(value);
    const known = encodeKnown(key, value, inList);
    const encoded = known === undefined ? encodeMembers(key, Object.entries(value), inList) : known;
    ancestors.pop();
    return encoded;
  }

  /** Everything but objects that are encoded member by member; undefined for those. */
  function encodeKnown(key: string, value: object, inList: boolean): Json | undefined {
    if (Array.isArray(value)) return encodeList(key, value);
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) {
      return hasToJson(value) ? encode(key, value.toJSON(), inList) : undefined;
    }
    if (isHistogram(value)) return media === undefined ? refuseMedia() : encode(key, value.toJSON(), inList);
    if (isMedia(value)) return media === undefined ? refuseMedia() : media.single(value, key);
    const numbers = asNumberArray(value);
    if (numbers !== undefined) return encodeNumbers(numbers);
    return encodeBuiltIn(key, value, inList);
  }

  function encodeBuiltIn(key: string, value: object, inList: boolean): Json | undefined {
    if (value instanceof Map) {
      const members = [...value].map(([name, item]) => [memberName(name), item] as const);
      return encodeMembers(key, members, inList);
    }
    if (value instanceof Set) return encodeList(key, [...value]);
    if (hasToJson(value)) return encode(key, value.toJSON(), inList);
    if (value instanceof Number || value instanceof String || value instanceof Boolean) {
      return encode(key, value.valueOf(), inList);
    }
    if (value instanceof RegExp) return value.source;
    if (value instanceof ArrayBuffer) return encodeBytes(value);
    if ("then" in value && typeof value.then === "function")
      return refuse("it is a promise", "Await it first");
    if (Symbol.iterator in value) return refuse("it is an iterator", "Spread it into an array");
    if (value instanceof WeakMap || value instanceof WeakSet || value instanceof Error) {
      return refuse(`an instance of ${value.constructor.name} has no JSON form`, "Log the fields you need");
    }
    return undefined;
  }

  function memberName(name: unknown): string {
    if ((typeof name === "object" && name !== null) || typeof name === "symbol") {
      return refuse(`a key of a Map is ${showValue(name)}`, "Use text or numbers as keys");
    }
    return String(name);
  }

  function encodeMembers(
    key: string,
    entries: readonly (readonly [string, unknown])[],
    inList: boolean,
  ): Json {
    const members: Record<string, Json> = {};
    for (const [name, item] of entries) {
      if (item === undefined) continue;
      const encoded = encode(purpose === "summary" ? `${key}.${name}` : name, item, inList);
      if (purpose === "config" && isEmptyObject(encoded)) continue;
      // A plain assignment to `__proto__` would set the prototype.
      if (name === "__proto__") Object.defineProperty(members, name, { value: encoded, enumerable: true });
      else members[name] = encoded;
    }
    return members;
  }

  function encodeList(key: string, list: readonly unknown[]): Json {
    const found = list.filter((item) => isMedia(item) || isHistogram(item)).length;
    if (found === 0) return list.map((item) => encode(key, item, true));
    if (found < list.length) return refuse("a list mixes media with other values", "Log them under two keys");
    if (media === undefined) return refuseMedia();
    if (list.every(isMedia)) return media.list(list, key);
    return list.map((item) => encode(key, item, true));
  }

  function encodeNumbers(numbers: NumberArray): Json {
    const encoded = encodeNumberArray(numbers, purpose);
    if (encoded !== undefined) return encoded;
    return refuse(
      "a large array holds NaN or an infinity, or numbers too large to be told apart",
      "Remove those values, or log statistics of it",
    );
  }

  function encodeBytes(bytes: ArrayBuffer): Json {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      return refuse("its bytes are not UTF-8 text", "Log numbers as a typed array");
    }
  }

  function refuse(reason: string, remedy: string): never {
    const message = `[core] Failed to encode "${place}" for the ${purpose}: ${reason}. ${remedy}.`;
    throw new ValueError(message, { key: place, purpose });
  }

  function refuseMedia(): never {
    return refuse("media cannot stand in it", "Log media with log()");
  }

  return (key, value) => {
    // A getter may log in its turn, while the value that it belongs to is being encoded.
    const outer = place;
    const depth = ancestors.length;
    place = key;
    try {
      return encode(key, value, false);
    } finally {
      place = outer;
      ancestors.length = depth;
    }
  };
}

function isEmptyObject(value: Json): boolean {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
  );
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return "toJSON" in value && typeof value.toJSON === "function";
}
