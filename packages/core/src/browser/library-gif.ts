// @ts-expect-error -- The package brings no types.
import * as gif from "gifenc";
import type { GifLibrary } from "../media/gif-library.ts";

export function loadGifLibrary(): GifLibrary {
  return gif as GifLibrary;
}
