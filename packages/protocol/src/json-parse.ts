import type { Json, JsonObject } from "./json.ts";
import { JSON_DEPTH_LIMIT } from "./json.ts";
import { fitsInt64 } from "./json-number.ts";
import { ProtocolError } from "./protocol-error.ts";

// A bare constant stands at no word and no quote. Text inside of strings can look like it, which costs time and nothing else.
const CONSTANT = /(?<![\w"\\])(?:NaN|Infinity)/;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
// oxlint-disable-next-line no-control-regex
const PLAIN_TEXT = /[^"\\\u0000-\u001f]*/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * Parses extended JSON: standard JSON, and bare `NaN`, `Infinity`, `-Infinity`; integers beyond 2^53 that fit
 * 64 bits come back as bigint. Throws `ProtocolError` for anything else and for more than 500 levels.
 */
export function parseJson(text: string): Json {
  if (!mayHaveConstant(text) && !mayBeTooDeep(text)) {
    try {
      const value = JSON.parse(text) as Json;
      // What is beyond 2^53 may have been a whole number, with digits that are lost now.
      if (!holdsHuge(value)) return value;
    } catch {
      // Parsed once more below, for a message that names the place.
    }
  }
  return parseExtended(text);
}

function mayHaveConstant(text: string): boolean {
  // Rows hardly ever have one, so the plain search comes first.
  return (text.includes("NaN") || text.includes("Infinity")) && CONSTANT.test(text);
}

function holdsHuge(value: Json): boolean {
  if (typeof value === "number") return value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER;
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsHuge);
  const object = value as JsonObject;
  for (const key in object) if (holdsHuge(object[key] as Json)) return true;
  return false;
}

function mayBeTooDeep(text: string): boolean {
  if (text.length <= 2 * JSON_DEPTH_LIMIT) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at) | 0x20;
    // "[" and "{" differ only in that bit, and so do "]" and "}".
    if (code === 0x7b) {
      depth += 1;
      if (depth > JSON_DEPTH_LIMIT) return true;
    } else if (code === 0x7d) {
      depth -= 1;
    }
  }
  return false;
}

function parseExtended(text: string): Json {
  let at = 0;

  const result = parseValue(0);
  skipSpace();
  if (at < text.length) throw unexpected();
  return result;

  function parseValue(depth: number): Json {
    skipSpace();
    switch (text[at]) {
      case "{":
        return parseObject(depth + 1);
      case "[":
        return parseList(depth + 1);
      case '"':
        return parseText();
      case "t":
        return take("true", true);
      case "f":
        return take("false", false);
      case "n":
        return take("null", null);
      case "N":
        return take("NaN", Number.NaN);
      case "I":
        return take("Infinity", Number.POSITIVE_INFINITY);
      default:
        return text.startsWith("-I", at) ? take("-Infinity", Number.NEGATIVE_INFINITY) : parseNumber();
    }
  }

  function parseObject(depth: number): Json {
    checkDepth(depth);
    const object: Record<string, Json> = {};
    at += 1;
    skipSpace();
    if (text[at] === "}") {
      at += 1;
      return object;
    }
    for (;;) {
      skipSpace();
      if (text[at] !== '"') throw unexpected();
      const key = parseText();
      skipSpace();
      expect(":");
      const value = parseValue(depth);
      // Plain assignment would replace the prototype instead of adding a member.
      if (key === "__proto__") {
        Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
      } else {
        object[key] = value;
      }
      skipSpace();
      if (text[at] === "}") break;
      expect(",");
    }
    at += 1;
    return object;
  }

  function parseList(depth: number): Json {
    checkDepth(depth);
    const list: Json[] = [];
    at += 1;
    skipSpace();
    if (text[at] === "]") {
      at += 1;
      return list;
    }
    for (;;) {
      list.push(parseValue(depth));
      skipSpace();
      if (text[at] === "]") break;
      expect(",");
    }
    at += 1;
    return list;
  }

  function parseText(): string {
    at += 1;
    let result = "";
    for (;;) {
      PLAIN_TEXT.lastIndex = at;
      const plain = (PLAIN_TEXT.exec(text) as RegExpExecArray)[0];
      result += plain;
      at += plain.length;
      if (text[at] === '"') break;
      if (text[at] !== "\\") throw unexpected();
      result += parseEscape();
    }
    at += 1;
    return result;
  }

  function parseEscape(): string {
    const kind = text[at + 1] ?? "";
    if (kind === "u") {
      const hex = text.slice(at + 2, at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) throw unexpected();
      at += 6;
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const char = Object.hasOwn(ESCAPES, kind) ? ESCAPES[kind] : undefined;
    if (char === undefined) throw unexpected();
    at += 2;
    return char;
  }

  function parseNumber(): Json {
    NUMBER.lastIndex = at;
    const match = NUMBER.exec(text);
    if (match === null) throw unexpected();
    at += match[0].length;
    const value = Number(match[0]);
    const isInteger = match[1] === undefined && match[2] === undefined;
    if (!isInteger || Number.isSafeInteger(value) || !Number.isFinite(value)) return value;
    const exact = match[0].length <= 20 ? BigInt(match[0]) : undefined;
    return exact !== undefined && fitsInt64(exact) ? exact : value;
  }

  function take(word: string, value: Json): Json {
    if (!text.startsWith(word, at)) throw unexpected();
    at += word.length;
    return value;
  }

  function expect(char: string): void {
    if (text[at] !== char) throw unexpected();
    at += 1;
  }

  function skipSpace(): void {
    for (;;) {
      const code = text.charCodeAt(at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      at += 1;
    }
  }

  function checkDepth(depth: number): void {
    if (depth > JSON_DEPTH_LIMIT) {
      throw new ProtocolError(
        `[protocol] Failed to parse JSON: more than "${JSON_DEPTH_LIMIT}" levels of nesting at character ${at}. Send a flatter value.`,
      );
    }
  }

  function unexpected(): ProtocolError {
    const found =
      at < text.length ? `unexpected ${JSON.stringify(text.slice(at, at + 20))}` : 'an unexpected end ""';
    return new ProtocolError(
      `[protocol] Failed to parse JSON: ${found} at character ${at} of ${text.length}. Send JSON, in which NaN, Infinity and -Infinity are also allowed.`,
    );
  }
}
