import { encode } from "fast-png";

export function loadPngLibrary(): { encode: typeof encode } {
  return { encode };
}
