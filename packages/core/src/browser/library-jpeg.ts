import jpeg from "jpeg-js";

type Encode = (typeof jpeg)["encode"];

export function loadJpegLibrary(): { encode: Encode } {
  return { encode };
}

/** The library makes a `Buffer` of its bytes wherever it was loaded as a module, and browsers have none. */
const encode: Encode = (pixels, quality) => {
  const scope = globalThis as { Buffer?: unknown };
  if (scope.Buffer !== undefined) return jpeg.encode(pixels, quality);
  scope.Buffer = { from: (bytes: readonly number[]) => Uint8Array.from(bytes) };
  try {
    return jpeg.encode(pixels, quality);
  } finally {
    delete scope.Buffer;
  }
};
