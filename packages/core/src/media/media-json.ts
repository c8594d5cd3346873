import type { Json, JsonObject } from "@stepwell/protocol";
import { printJson } from "@stepwell/protocol";
import { MEDIA } from "./media.ts";
import type { AloneFile, Media, MediaTarget, StoredFile } from "./media.ts";

/** The file of an object that was added to an artifact by itself; its other files become those of `target`. */
export function aloneFile(media: Media, target: MediaTarget): AloneFile {
  const form = media[MEDIA];
  if (form.encodeFile !== undefined) return form.encodeFile(target);
  const json = form.encode(target);
  return { type: json["_type"] as string, bytes: new TextEncoder().encode(printJson(json)) };
}

/** The members that every stored media value has. An undefined caption is left out. */
export function fileJson(type: string, file: StoredFile, caption?: string): JsonObject {
  const { sha256, size, path } = file;
  return {
    _type: type,
    sha256,
    ...(size === undefined ? {} : { size }),
    path,
    ...(caption === undefined ? {} : { caption }),
  };
}

/** Captions of a group, by the rule that the first one decides: a list, or undefined when the first has none. */
export function groupCaptions(encoded: readonly JsonObject[]): readonly Json[] | undefined {
  if (encoded[0]?.["caption"] === undefined) return undefined;
  return encoded.map(({ caption }) => caption ?? null);
}
