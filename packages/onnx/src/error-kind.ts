/** Why a call failed, as far as its error says: one of a few words, so that keys stay few. */
export type ErrorKind =
  | "argument"
  | "input-missing"
  | "input-type"
  | "input-shape"
  | "operator"
  | "memory"
  | "released"
  | "terminated"
  | "other";

/** From the first to match; the messages are those of ONNX Runtime 1.30 for Node and the web. */
const PATTERNS: readonly (readonly [ErrorKind, RegExp])[] = [
  [
    "released",
    /already (been )?(disposed|released)|invalid session id|session (is|was) (disposed|released)/i,
  ],
  ["terminated", /terminate flag/i],
  ["memory", /out of memory|failed to allocate|bad_alloc|allocation failed/i],
  ["input-missing", /missing in 'feeds'|missing input|required input/i],
  ["input-type", /unexpected input data type|type error|unsupported data type/i],
  ["input-shape", /invalid dimensions|invalid rank|got invalid shape|tensor's size/i],
  ["operator", /non-zero status code|running \w+ node|kernel/i],
  ["argument", /'feeds' must|'fetches'|unexpected argument|invalid (output|input) name/i],
];

/** Never throws, whatever was thrown. */
export function errorKind(error: unknown): ErrorKind {
  const text = messageOf(error);
  return PATTERNS.find(([, pattern]) => pattern.test(text))?.[0] ?? "other";
}

function messageOf(error: unknown): string {
  try {
    const message: unknown = (error as { message?: unknown } | null | undefined)?.message ?? error;
    return String(message).slice(0, 2000);
  } catch {
    return "";
  }
}
