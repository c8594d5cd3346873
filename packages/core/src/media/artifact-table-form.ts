import type { JsonObject } from "@stepwell/protocol";
import { printJson } from "@stepwell/protocol";
import type { MediaForm, MediaTarget } from "./media.ts";
import { createMediaTarget } from "./media-target.ts";
import { safeKey } from "./write-media-file.ts";

/**
 * How a table is written that says only where other tables of its artifact lie. A run's row names the artifact that it
 * was added to; one that was added to none gets its own.
 */
export function createArtifactTableForm(options: {
  readonly name: string;
  /** As `joined-table`. */
  readonly type: string;
  /** Members beside the type. Throws `UsageError`. */
  readonly content: (inside: MediaTarget) => JsonObject;
}): MediaForm {
  const { name, type, content } = options;
  const runs = new WeakMap<object, JsonObject>();
  let place: string | undefined;

  function encodeFile(inside: MediaTarget): { type: string; bytes: Uint8Array } {
    const json = { _type: type, ...content(inside) };
    return { type, bytes: new TextEncoder().encode(printJson(json)) };
  }

  function logAlone(target: MediaTarget): string {
    const path = `${safeKey(target.key)}.${type}.json`;
    const inside = target.forArtifact();
    const { bytes } = encodeFile(inside);
    const { clientId } = target.logArtifact({
      type: "run_table",
      key: target.key,
      files: [{ path, bytes }, ...inside.files],
    });
    return `wandb-client-artifact://${clientId}/${path}`;
  }

  return {
    name,
    target: createMediaTarget,
    encodeFile,
    placed(clientId, path) {
      place = `wandb-client-artifact://${clientId}/${path}.${type}.json`;
    },
    encode(target) {
      const known = runs.get(target.run);
      if (known !== undefined) return known;
      const json = { _type: type, artifact_path: place ?? logAlone(target) };
      runs.set(target.run, json);
      return json;
    },
  };
}
