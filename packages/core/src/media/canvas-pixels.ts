import { UsageError } from "../core-error.ts";

/** A canvas of a page or of a worker, or an `ImageBitmap`: what a browser can draw at once. */
export type CanvasSource =
  | { readonly width: number; readonly height: number; getContext(kind: "2d"): unknown }
  | { readonly width: number; readonly height: number; close(): void };

interface RgbaPixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

interface Canvas {
  getContext(kind: "2d"): {
    drawImage(source: object, x: number, y: number): void;
    getImageData(x: number, y: number, width: number, height: number): RgbaPixels;
  } | null;
}

/** What is used of a browser to make a canvas. */
interface CanvasMaker {
  readonly OffscreenCanvas?: new (width: number, height: number) => Canvas;
  readonly document?: { createElement(name: "canvas"): Canvas & { width: number; height: number } };
}

export function isCanvasSource(source: object): source is CanvasSource {
  return "width" in source && "height" in source && ("getContext" in source || "close" in source);
}

/** The pixels of a canvas as they are now, whatever kind of context it has. Throws `UsageError` when they are nobody's to read. */
export function canvasPixels(source: CanvasSource): RgbaPixels {
  const { width, height } = source;
  try {
    const context = createCanvas(width, height)?.getContext("2d");
    if (context === null || context === undefined) throw new Error("there is no canvas to draw on");
    context.drawImage(source, 0, 0);
    return context.getImageData(0, 0, width, height);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(
      `[core] Failed to make an image: a canvas of "${width} × ${height}" could not be read (${reason}). Give one with a size, and with no picture of another origin on it.`,
      { cause },
    );
  }
}

function createCanvas(width: number, height: number): Canvas | undefined {
  const { OffscreenCanvas, document } = globalThis as CanvasMaker;
  if (OffscreenCanvas !== undefined) return new OffscreenCanvas(width, height);
  return document && Object.assign(document.createElement("canvas"), { width, height });
}
