const CHANNELS = { L: 1, LA: 2, RGB: 3, RGBA: 4 } as const;

/** What pixels are written as: grey, grey with alpha, colour, colour with alpha. */
export type PixelMode = keyof typeof CHANNELS;
export const PIXEL_MODES: readonly string[] = Object.keys(CHANNELS);

/** Bytes of one number of channels as those of another, as W&B's picture library turns them. */
export function toMode(
  { data, channels }: { readonly data: Uint8Array; readonly channels: number },
  mode: PixelMode,
): { readonly data: Uint8Array; readonly channels: number } {
  const wanted = CHANNELS[mode];
  if (wanted === channels) return { data, channels };
  const count = data.length / channels;
  const bytes = new Uint8Array(count * wanted);
  const at = (index: number): number => data[index] as number;
  const isGrey = channels < 3;
  for (let pixel = 0; pixel < count; pixel++) {
    const from = pixel * channels;
    const to = pixel * wanted;
    const [red, green, blue] = isGrey
      ? [at(from), at(from), at(from)]
      : [at(from), at(from + 1), at(from + 2)];
    if (wanted < 3) {
      bytes[to] = isGrey ? red : (red * 19_595 + green * 38_470 + blue * 7_471 + 0x8000) >> 16;
    } else {
      bytes[to] = red;
      bytes[to + 1] = green;
      bytes[to + 2] = blue;
    }
    if (wanted % 2 === 0) bytes[to + wanted - 1] = channels % 2 === 0 ? at(from + channels - 1) : 255;
  }
  return { data: bytes, channels: wanted };
}
