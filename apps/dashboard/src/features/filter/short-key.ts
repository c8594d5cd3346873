import type { KeyResolver } from "./resolve-key.ts";

/** A key without `config.` or `summary.` where that says the same, whatever it is compared with. */
export function shortKey(key: string, keys: KeyResolver): string {
  const found = keys.resolve(key);
  if (found === undefined) return key;
  const short = found.shown.replace(/^(?:config|summary)\./, "");
  const isSame = ([undefined, "number", "text"] as const).every(
    (wants) => keys.resolve(short, wants)?.path === found.path,
  );
  return isSame ? short : found.shown;
}
