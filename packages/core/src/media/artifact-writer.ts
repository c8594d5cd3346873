import { randomId } from "@stepwell/effects";
import type { FileSystem, Random } from "@stepwell/effects";
import { crc32, encodeArtifact } from "@stepwell/protocol";
import type { ArtifactRecord } from "@stepwell/protocol";
import { manifestDigest } from "../artifacts/manifest-digest.ts";
import { hashBytes } from "../artifacts/md5.ts";
import type { ArtifactPlace } from "./media.ts";

const ID_LENGTH = 128;

export interface NewArtifact {
  /** As `run_table`. */
  readonly type: string;
  /** The key that it is logged under; the artifact's name is made of it. */
  readonly key: string;
  /** Between the run's id and the key, as `incr`. */
  readonly infix?: string;
  readonly incremental?: boolean;
  readonly files: readonly ArtifactFile[];
}

/** A file of an artifact, or what lies at an address and stays there. `path` is inside the artifact. */
export type ArtifactFile =
  | { readonly path: string; readonly bytes: Uint8Array }
  | { readonly path: string; readonly address: string };

/** The ids by which the run's rows name an artifact before a server has given it one. */
export interface LoggedArtifact {
  readonly clientId: string;
  readonly sequenceClientId: string;
}

/** Writes the files of artifacts that a run makes of itself, and the records that tell of them. */
export interface ArtifactWriter {
  /** Throws `FileSystemError`. */
  log(artifact: NewArtifact): LoggedArtifact;
}

/** `add` takes the records. */
export function createArtifactWriter(
  options: ArtifactPlace & {
    readonly fileSystem: FileSystem;
    readonly random: Random;
    readonly add: (record: ArtifactRecord) => void;
  },
): ArtifactWriter {
  const { fileSystem, random, folder, runId, project, entity, add } = options;

  return {
    log({ type, key, infix, incremental = false, files }) {
      const clientId = randomId(random, ID_LENGTH);
      const sequenceClientId = randomId(random, ID_LENGTH);
      const own = `${folder}/${clientId.slice(0, 16)}`;
      fileSystem.makeFolderSync(own);
      const contents = files.map((file, index) => {
        const { path } = file;
        if ("address" in file)
          return { path, digest: file.address, ref: file.address, size: 0, localPath: "", extra: [] };
        const localPath = `${own}/${index}`;
        fileSystem.writeFileSync(localPath, file.bytes);
        return { path, ...hashBytes(file.bytes), ref: "", localPath, extra: [] };
      });
      const encoded = encodeArtifact({
        runId,
        project,
        entity,
        artifactType: type,
        name: artifactName(["run", runId, ...(infix === undefined ? [] : [infix]), key].join("-")),
        digest: manifestDigest(contents),
        digestAlgorithm: "MANIFEST_MD5",
        description: "",
        metadata: "",
        userCreated: false,
        useAfterCommit: false,
        aliases: ["latest"],
        tags: [],
        distributedId: "",
        baseId: "",
        finalize: true,
        clientId,
        sequenceClientId,
        incremental,
        contents,
        manifestFile: "",
      });
      add({ type: "artifact", encoded });
      return { clientId, sequenceClientId };
    },
  };
}

/** The name without the characters that W&B refuses; a checksum of the original tells two such names apart. */
export function artifactName(name: string): string {
  const clean = name.replaceAll(/[^a-zA-Z0-9_\-.]/g, "");
  if (clean === name) return name;
  const checksum = new Uint8Array(4);
  new DataView(checksum.buffer).setUint32(0, crc32(new TextEncoder().encode(name)));
  const suffix = btoa(String.fromCharCode(...checksum))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
  return `${clean}-${suffix}`;
}
