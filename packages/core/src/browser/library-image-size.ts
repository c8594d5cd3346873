import { imageSize } from "image-size";

export function loadImageSizeLibrary(): { imageSize: typeof imageSize } {
  return { imageSize };
}
