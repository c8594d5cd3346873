import type { Context } from "hono";
import { refusal } from "./refusal.ts";

const MAX_KEYS = 2000;

/** `keys=a,b` or, for keys that hold a comma, `keys=a&keys=b`; undefined without any. */
export function readKeys(c: Context): readonly string[] | undefined {
  const texts = c.req.queries("keys");
  if (texts === undefined) return undefined;
  const keys = texts.length === 1 ? (texts[0] as string).split(",") : texts;
  if (keys.length <= MAX_KEYS) return keys;
  throw refusal(
    400,
    `[server] Failed to read the request: "keys" in its query names ${keys.length} keys. Name at most ${MAX_KEYS}, or none for all.`,
  );
}
