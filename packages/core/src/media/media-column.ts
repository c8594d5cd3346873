import type { Json, JsonObject } from "@stepwell/protocol";

type Labels = Readonly<Record<string, string>>;

/** What a table says of a column of media: its type, and for images what is drawn on them in any row. */
export interface MediaColumn {
  /** As `image-file`. */
  readonly wbType: string;
  readonly image?: ImageColumn;
}

/** Layers by name with their classes. */
export interface ImageColumn {
  readonly boxLayers: Readonly<Record<string, Labels>>;
  readonly maskLayers: Readonly<Record<string, Labels>>;
  readonly boxScoreNames: readonly string[];
  readonly classes: Labels;
}

/** A column of both; undefined when they are not of one type. */
export function mergeMediaColumns(left: MediaColumn, right: MediaColumn): MediaColumn | undefined {
  if (left.wbType !== right.wbType) return undefined;
  if (left.image === undefined || right.image === undefined) return left;
  return {
    wbType: left.wbType,
    image: {
      boxLayers: mergeLayers(left.image.boxLayers, right.image.boxLayers),
      maskLayers: mergeLayers(left.image.maskLayers, right.image.maskLayers),
      boxScoreNames: [...new Set([...left.image.boxScoreNames, ...right.image.boxScoreNames])],
      classes: { ...left.image.classes, ...right.image.classes },
    },
  };
}

function mergeLayers(
  left: Readonly<Record<string, Labels>>,
  right: Readonly<Record<string, Labels>>,
): Record<string, Labels> {
  const merged = { ...left };
  for (const [name, labels] of Object.entries(right)) merged[name] = { ...left[name], ...labels };
  return merged;
}

/** The column's type as it stands in a table's artifact. */
export function mediaColumnToJson({ wbType, image }: MediaColumn): JsonObject {
  if (image === undefined) return { wb_type: wbType };
  const { boxLayers, maskLayers, boxScoreNames, classes } = image;
  return {
    wb_type: wbType,
    params: {
      box_layers: constant(classNumbers(boxLayers)),
      box_score_keys: { wb_type: "const", params: { val: boxScoreNames, is_set: true } },
      mask_layers: constant(classNumbers(maskLayers)),
      box_class_maps: constant(boxLayers),
      mask_class_maps: constant(maskLayers),
      class_map: constant(classes),
    },
  };
}

function constant(value: Json): JsonObject {
  return { wb_type: "const", params: { val: value, is_set: false } };
}

function classNumbers(layers: Readonly<Record<string, Labels>>): JsonObject {
  const entries = Object.entries(layers);
  return Object.fromEntries(entries.map(([name, labels]) => [name, Object.keys(labels).map(Number)]));
}
