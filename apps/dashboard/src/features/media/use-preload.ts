import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ImageItem } from "./image-cell.ts";
import { drawnLayers, type MediaLook } from "./media-look.ts";
import { boxesQuery, maskQuery } from "./use-mask.ts";

/** Loads pictures before somebody asks for them, and what is drawn over the first of them. */
export function usePreload(
  items: readonly ImageItem[],
  urlOf: (path: string) => string,
  { layers, boxes }: Pick<MediaLook, "layers" | "boxes">,
): void {
  const queries = useQueryClient();
  useEffect(() => {
    const images = items.map(({ path }) => {
      const image = new Image();
      image.decoding = "async";
      image.src = urlOf(path);
      return image;
    });
    const [first] = items;
    if (first !== undefined) {
      for (const { path } of drawnLayers(first.masks, layers))
        void queries.prefetchQuery(maskQuery(urlOf(path)));
      if (boxes) for (const { path } of first.boxes) void queries.prefetchQuery(boxesQuery(urlOf(path)));
    }
    return () => {
      // Whoever goes on faster than they come needs them no longer.
      for (const image of images) if (!image.complete) image.src = "";
    };
  }, [items, urlOf, layers, boxes, queries]);
}
