import { loadGifLibrary } from "#libraries";

const COLORS = 256;

export interface Frames {
  /** Frame by frame, row by row, channels together. */
  readonly data: Uint8Array;
  readonly count: number;
  readonly width: number;
  readonly height: number;
  /** 1 grey, 3 colour, 4 colour with alpha, which is left out. */
  readonly channels: number;
  readonly fps: number;
}

/** Encodes frames as an endless GIF; each frame has the 256 colours that suit it best. */
export function encodeGif({ data, count, width, height, channels, fps }: Frames): Uint8Array {
  const { GIFEncoder, quantize, applyPalette } = loadGifLibrary();
  const encoder = GIFEncoder();
  const size = width * height * channels;
  const delay = 1000 / fps;
  for (let frame = 0; frame < count; frame++) {
    const pixels = data.subarray(frame * size, (frame + 1) * size);
    if (channels === 1) {
      encoder.writeFrame(pixels, width, height, { palette: GREYS, delay });
      continue;
    }
    const rgba = toRgba(pixels, channels);
    const palette = quantize(rgba, COLORS);
    encoder.writeFrame(applyPalette(rgba, palette), width, height, { palette, delay });
  }
  encoder.finish();
  return encoder.bytes();
}

const GREYS = Array.from({ length: COLORS }, (_, grey) => [grey, grey, grey]);

function toRgba(pixels: Uint8Array, channels: number): Uint8Array {
  const rgba = new Uint8Array((pixels.length / channels) * 4).fill(255);
  for (let from = 0, to = 0; from < pixels.length; from += channels, to += 4) {
    rgba[to] = pixels[from] as number;
    rgba[to + 1] = pixels[from + 1] as number;
    rgba[to + 2] = pixels[from + 2] as number;
  }
  return rgba;
}
