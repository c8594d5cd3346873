import type { Json } from "@stepwell/protocol";
import { isJsonObject, parseJson } from "@stepwell/protocol";
import { DeliveryError } from "../core-error.ts";
import { textAt, valueAt } from "../sync/json-path.ts";
import { isInside } from "./entry-name.ts";

/** One file or reference of a version that a server has. */
export interface ManifestEntry {
  /** Inside the artifact, with forward slashes. */
  readonly name: string;
  /** Bytes; 0 for a reference of unknown size. */
  readonly size: number;
  /** MD5 of the content, base64; of a reference whatever identifies its state. */
  readonly digest: string;
  /** The address of a reference; undefined for a file. */
  readonly ref: string | undefined;
  /** The version that brought the content first; undefined where the server does not say. */
  readonly birthArtifactId: string | undefined;
}

/** The entries of a manifest. Throws `DeliveryError` for one that is damaged, or has a name that leads out of the artifact. */
export function readManifest(text: string, artifact: string): readonly ManifestEntry[] {
  const contents = valueAt(parse(text, artifact), "contents");
  if (!isJsonObject(contents)) throw damaged(artifact, "it has no contents");
  return Object.entries(contents).map(([name, entry]) => {
    const digest = textAt(entry as Json, "digest");
    const size = Number(valueAt(entry as Json, "size") ?? 0);
    if (digest === undefined || !(size >= 0)) throw damaged(artifact, `"${name}" has no digest`);
    if (!isInside(name)) throw damaged(artifact, `the name "${name}" leads out of the folder`);
    // A file is removed before it is written anew, and such a name means its folder.
    if (/(?:^|\/)\.?(?:\/|$)/.test(name)) throw damaged(artifact, `the name "${name}" means a folder`);
    return {
      name,
      digest,
      size,
      ref: textAt(entry as Json, "ref"),
      birthArtifactId: textAt(entry as Json, "birthArtifactID"),
    };
  });
}

function parse(text: string, artifact: string): Json {
  try {
    return parseJson(text);
  } catch {
    throw damaged(artifact, "it is no JSON");
  }
}

function damaged(artifact: string, reason: string): DeliveryError {
  return new DeliveryError(
    `[core] Failed to read the list of files of the artifact "${artifact}": ${reason}. Look at what the server holds.`,
    { status: 200 },
  );
}
