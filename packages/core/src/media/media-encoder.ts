import type { MediaEncoder } from "../encode/encode-value.ts";
import type { World } from "../world.ts";
import { encodeImage, encodeImages } from "./encode-image.ts";
import type { MediaFiles } from "./media-files.ts";

/** Writes media into a run's folder; `step` gives the step part of a file's name when it is written. */
export function createMediaEncoder(options: {
  files: MediaFiles;
  world: World;
  step: () => string;
}): MediaEncoder {
  const { files, world, step } = options;
  const target = (key: string) => ({
    files,
    key,
    fileSystem: world.fileSystem,
    workingFolder: world.workingFolder,
    step: step(),
  });
  return {
    image: (image, key) => encodeImage(image, target(key)),
    images: (images, key) => encodeImages(images, target(key)),
  };
}
