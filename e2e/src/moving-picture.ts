import { createRequire } from "node:module";
import { PNG } from "pngjs";

/** A picture of a page and for how long it is shown, in ms. */
export interface Frame {
  readonly png: Uint8Array;
  readonly ms: number;
}

/** The functions of gifenc that are called. It brings no types, and its two formats export in two ways; this is one of them. */
interface GifLibrary {
  GIFEncoder(): {
    writeFrame(index: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array;
  };
  quantize(rgba: Uint8Array, colors: number): number[][];
  applyPalette(rgba: Uint8Array, palette: number[][]): Uint8Array;
}

interface FrameOptions {
  readonly palette?: number[][];
  readonly delay: number;
  readonly dispose: number;
  readonly transparent?: boolean;
  readonly transparentIndex?: number;
}

/** The pictures as one GIF that repeats. Each but the first holds only the pixels that changed, and all share 255 colours. */
export function movingPicture(frames: readonly Frame[]): Uint8Array {
  const { GIFEncoder, quantize, applyPalette } = createRequire(import.meta.url)("gifenc") as GifLibrary;
  const pictures = frames.map(({ png }) => PNG.sync.read(Buffer.from(png)));
  const last = pictures.at(-1);
  if (last === undefined) throw new Error("A moving picture has one frame at least.");
  const transparent = 255;
  const palette = quantize(new Uint8Array(last.data), transparent);
  const encoder = GIFEncoder();
  let before: Uint8Array | undefined;
  for (const [at, { data, width, height }] of pictures.entries()) {
    const index = applyPalette(new Uint8Array(data), palette);
    const changes = index.map((color, pixel) => (color === before?.[pixel] ? transparent : color));
    encoder.writeFrame(changes, width, height, {
      // All frames go by the first one's colours.
      ...(before === undefined
        ? { palette: padded(palette) }
        : { transparent: true, transparentIndex: transparent }),
      delay: frames[at]?.ms ?? 0,
      dispose: 1,
    });
    before = index;
  }
  encoder.finish();
  return encoder.bytes();
}

function padded(palette: number[][]): number[][] {
  return [...palette, ...Array.from({ length: 256 - palette.length }, () => [0, 0, 0])];
}
