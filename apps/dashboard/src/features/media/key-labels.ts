import type { RunDetail } from "@stepwell/protocol";
import { keyText } from "../../lib/format-key.ts";
import type { LayerLabels } from "./class-set.ts";

/** The names of the classes of some keys over several runs, by layer; the first run's name of a number wins. */
export function keyLabels(
  details: readonly Pick<RunDetail, "classLabels">[],
  keys: readonly string[],
): LayerLabels {
  const layers = new Map<string, Readonly<Record<string, string>>>();
  for (const { classLabels } of details) {
    for (const key of keys) {
      // A server of a version before this one does not tell them.
      const own = classLabels?.[keyText(key)] ?? classLabels?.[key] ?? {};
      for (const [layer, labels] of Object.entries(own))
        layers.set(layer, { ...labels, ...layers.get(layer) });
    }
  }
  return Object.fromEntries(layers);
}
