// The package brings no types; these are of the functions that we call.
declare module "gifenc" {
  type Palette = readonly (readonly number[])[];

  interface Encoder {
    writeFrame(
      index: Uint8Array,
      width: number,
      height: number,
      options: { palette: Palette; delay: number },
    ): void;
    finish(): void;
    bytes(): Uint8Array;
  }

  interface Library {
    GIFEncoder(): Encoder;
    quantize(rgba: Uint8Array, colors: number): Palette;
    applyPalette(rgba: Uint8Array, palette: Palette): Uint8Array;
  }

  const library: Library;
  export const GIFEncoder: Library["GIFEncoder"] | undefined;
  export const quantize: Library["quantize"];
  export const applyPalette: Library["applyPalette"];
  export default library;
}
