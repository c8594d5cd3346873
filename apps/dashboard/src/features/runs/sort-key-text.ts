import { keyText } from "../../lib/format-key.ts";

/** A key of an order as people read it: `lr` of `config.lr`, `val/miou, max` of `val/miou:max`. */
export function sortKeyText(key: string): string {
  const [, base = key, take] = /^(.+):(last|best|min|max)$/s.exec(key) ?? [];
  const text = keyText(base.replace(/^(?:config|summary)\./, ""));
  return take === undefined ? text : `${text}, ${take}`;
}
