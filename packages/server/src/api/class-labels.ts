import { jsonAt, type Json, type JsonObject, type RunDetail } from "@stepwell/protocol";

const delimiter = "_wandb_delimeter_";
const mostLayers = 200;
const mostClasses = 1_000;

/** What a run's config says of the classes in its images, by key and layer. What is no label is left out. */
export function classLabelsOf(config: JsonObject): RunDetail["classLabels"] {
  const found = new Map<string, Record<string, Record<string, string>>>();
  const layers = ["mask/class_labels", "bounding_box/class_labels"].flatMap((type) =>
    Object.entries(asObject(jsonAt(config, ["_wandb", type]))),
  );
  for (const [name, item] of layers.slice(0, mostLayers)) {
    const cut = name.indexOf(delimiter);
    if (cut < 1) continue;
    const key = name.slice(0, cut);
    const layer = name.slice(cut + delimiter.length);
    const names = Object.entries(asObject(asObject(item)["value"])).filter(
      (entry): entry is [string, string] => /^-?\d+$/.test(entry[0]) && typeof entry[1] === "string",
    );
    const ofKey = found.get(key) ?? {};
    found.set(key, {
      ...ofKey,
      [layer]: { ...ofKey[layer], ...Object.fromEntries(names.slice(0, mostClasses)) },
    });
  }
  return Object.fromEntries(found);
}

function asObject(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
