import type { Json } from "@stepwell/protocol";
import type { MediaEncoder } from "../encode/encode-value.ts";
import type { World } from "../world.ts";
import type { ArtifactWriter } from "./artifact-writer.ts";
import { MEDIA } from "./media.ts";
import type { Media } from "./media.ts";
import type { MediaFiles } from "./media-files.ts";
import type { MediaNotices } from "./media-notices.ts";
import { createMediaTarget } from "./media-target.ts";

/** Writes media into a run's folder; `step` gives the step part of a file's name when it is written. */
export function createMediaEncoder(options: {
  files: MediaFiles;
  artifacts: ArtifactWriter;
  world: World;
  notices: MediaNotices;
  step: () => string;
}): MediaEncoder {
  const { files, artifacts, world, notices, step } = options;
  const targetOf = (key: string) =>
    createMediaTarget({ files, artifacts, world, notices, key, step: step() });
  return {
    single: (media, key) => media[MEDIA].encode(targetOf(key)),
    list: (list, key) => encodeList(list, (media) => media[MEDIA].encode(targetOf(key))),
  };
}

/** One grouped value where all are of one class that has groups, else a list of single ones. */
function encodeList(list: readonly Media[], encode: (media: Media) => Json): Json {
  const { name, group, groupLimit = Infinity } = (list[0] as Media)[MEDIA];
  if (group === undefined || list.some((media) => media[MEDIA].name !== name)) return list.map(encode);
  const kept = list.slice(0, groupLimit);
  return group(kept.map(encode) as Parameters<typeof group>[0], kept);
}
