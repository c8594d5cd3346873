import type { Json } from "@stepwell/protocol";
import type { MediaEncoder } from "../encode/encode-value.ts";
import { MEDIA } from "./media.ts";
import type { Media, MediaPlace } from "./media.ts";

/** Writes media into a run's folder; `place` says where those of a key go. */
export function createMediaEncoder(place: (key: string) => MediaPlace): MediaEncoder {
  const encode = (media: Media, key: string): Json => {
    const form = media[MEDIA];
    return form.encode(form.target(place(key)));
  };
  return {
    single: encode,
    list: (list, key) => encodeList(list, (media) => encode(media, key)),
  };
}

/** One grouped value where all are of one class that has groups, else a list of single ones. */
function encodeList(list: readonly Media[], encode: (media: Media) => Json): Json {
  const { name, group, groupLimit = Infinity } = (list[0] as Media)[MEDIA];
  if (group === undefined || list.some((media) => media[MEDIA].name !== name)) return list.map(encode);
  const kept = list.slice(0, groupLimit);
  return group(kept.map(encode) as Parameters<typeof group>[0], kept);
}
