import { decodeValue } from "./decode-value.ts";

const TOLERANCE = 1e-9;

/** Where `actual` is not what a case expects, as `path: actual, expected …`; empty when it is. Key order is ignored. */
export function differences(actual: unknown, expected: unknown, path = "$"): string[] {
  if (isTagged(expected, "any")) return actual === undefined ? [`${path}: missing`] : [];
  if (isTagged(expected, "pattern")) {
    const pattern = new RegExp(expected["regex"] as string);
    return typeof actual === "string" && pattern.test(actual) ? [] : [unequal(path, actual, expected)];
  }
  if (isObject(expected) && typeof expected["$"] === "string")
    return differences(actual, decodeValue(expected), path);
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return [unequal(path, actual, expected)];
    return expected.flatMap((value, index) => differences(actual[index], value, `${path}[${index}]`));
  }
  if (isObject(expected)) {
    if (!isObject(actual)) return [unequal(path, actual, expected)];
    const keys = new Set([...Object.keys(actual), ...Object.keys(expected)]);
    return [...keys].flatMap((key) => {
      if (!Object.hasOwn(expected, key)) return [`${path}.${key}: ${show(actual[key])} is too much`];
      if (!Object.hasOwn(actual, key)) return [`${path}.${key}: ${show(expected[key])} is missing`];
      return differences(actual[key], expected[key], `${path}.${key}`);
    });
  }
  return isEqual(actual, expected) ? [] : [unequal(path, actual, expected)];
}

function isEqual(actual: unknown, expected: unknown): boolean {
  if (typeof actual === "bigint" || typeof expected === "bigint") return String(actual) === String(expected);
  if (typeof actual !== "number" || typeof expected !== "number") return actual === expected;
  if (Object.is(actual, expected) || actual === expected) return true;
  return Math.abs(actual - expected) <= TOLERANCE * Math.max(Math.abs(actual), Math.abs(expected));
}

function isTagged(value: unknown, tag: string): value is { readonly [member: string]: unknown } {
  return isObject(value) && value["$"] === tag;
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unequal(path: string, actual: unknown, expected: unknown): string {
  return `${path}: ${show(actual)}, expected ${show(expected)}`;
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "bigint" || (typeof inner === "number" && !Number.isFinite(inner))
      ? String(inner)
      : inner,
  );
}
