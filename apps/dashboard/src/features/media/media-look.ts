import type { MediaClass } from "./class-set.ts";

/** How pictures are shown; the tools of a page change it for all of its tiles. */
export interface MediaLook {
  readonly mode: "overlay" | "beside" | "runs";
  /** Names of mask layers that are drawn; undefined: the one that the page chooses. */
  readonly layers: ReadonlySet<string> | undefined;
  readonly hidden: ReadonlySet<number>;
  readonly boxes: boolean;
  /** Boxes below are not drawn. */
  readonly threshold: number;
  /** Of masks, 0 to 1. */
  readonly opacity: number;
  /** Width of a tile in CSS pixels. */
  readonly size: number;
  /** Key of the metric beside the caption; undefined: none. */
  readonly metric?: string | undefined;
}

export const plainLook: MediaLook = {
  mode: "overlay",
  layers: undefined,
  hidden: new Set(),
  boxes: true,
  threshold: 0,
  opacity: 0.4,
  size: 300,
};

/** What tiles need to colour classes, and how they tell of ones that nobody named. */
export interface MediaClasses {
  readonly list: readonly MediaClass[];
  readonly onSeen: (ids: Iterable<number>) => void;
}

/** The mask layers that are drawn over a picture: those chosen, or one, a prediction if there is one. */
export function drawnLayers<T extends { readonly name: string }>(
  layers: readonly T[],
  chosen: ReadonlySet<string> | undefined,
): readonly T[] {
  if (chosen !== undefined) return layers.filter(({ name }) => chosen.has(name));
  const first = layers.find(({ name }) => /pred/i.test(name)) ?? layers[0];
  return first === undefined ? [] : [first];
}
