import type { JsonObject } from "@stepwell/protocol";
import { loadYamlLibrary } from "#libraries";

/** The text of `config.yaml`: the config as it is uploaded, keys in order, as W&B's client lays it out. */
export function configYaml(config: JsonObject): string {
  return loadYamlLibrary().stringify(config, {
    indent: 4,
    lineWidth: 0,
    aliasDuplicateObjects: false,
    sortMapEntries: (left, right) => compareKeys(String(left.key), String(right.key)),
  });
}

/** Numbers inside of keys count as numbers: `a2` stands before `a10`. */
function compareKeys(left: string, right: string): number {
  const order = new Intl.Collator("en", { numeric: true }).compare(left, right);
  return order === 0 ? (left < right ? -1 : 1) : order;
}
