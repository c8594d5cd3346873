import type { Picture } from "./build-picture.ts";
import { paintPicture, type PaintOptions } from "./paint-picture.ts";

/** Many lines, drawn once. */
export interface LineLayer {
  /** Draws a picture, from the bitmap where it is still right, and the focused run above it. */
  paint(context: CanvasRenderingContext2D, options: PaintOptions): void;
  /** Draws it anew the next time: the colours changed. */
  forget(): void;
}

/** From here on the lines that are not focused are drawn once, into a bitmap. */
const fewestLines = 60;
const dimmed = 0.2;

/** Creates the layer of one chart. With few lines it draws them directly. */
export function createLineLayer(): LineLayer {
  let bitmap: OffscreenCanvas | undefined;
  let drawn: { readonly picture: Picture; readonly at: string } | undefined;
  return {
    paint(context, options) {
      const { picture, scale, focus } = options;
      if (picture.lines.length < fewestLines) return paintPicture(context, options);
      const { width, height } = context.canvas;
      const at = [
        width,
        height,
        scale.left,
        scale.top,
        scale.width,
        scale.height,
        scale.yMin,
        scale.yMax,
      ].join();
      if (drawn?.picture !== picture || drawn.at !== at) {
        if (bitmap?.width !== width || bitmap.height !== height) bitmap = new OffscreenCanvas(width, height);
        const layer = bitmap.getContext("2d");
        if (layer === null) return paintPicture(context, options);
        layer.clearRect(0, 0, width, height);
        // What is drawn is the same on both kinds of canvas.
        paintPicture(layer as unknown as CanvasRenderingContext2D, { ...options, focus: undefined });
        drawn = { picture, at };
      }
      context.globalAlpha = focus === undefined ? 1 : dimmed;
      context.drawImage(bitmap as OffscreenCanvas, 0, 0);
      context.globalAlpha = 1;
      if (focus !== undefined) paintPicture(context, { ...options, onlyFocus: true });
    },
    forget() {
      drawn = undefined;
    },
  };
}
