import { encode } from "fast-bmp";

export function loadBmpLibrary(): { encode: typeof encode } {
  return { encode };
}
