import { FileSystemError } from "@stepwell/effects";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { UsageError } from "../core-error.ts";
import { absolutePath } from "../file/absolute-path.ts";
import { FileError } from "../errors/file-error.ts";
import { showValue } from "../show-value.ts";
import type { World } from "../world.ts";
import { createArtifactWriter } from "./artifact-writer.ts";
import type { ArtifactFile } from "./artifact-writer.ts";
import { aloneFile } from "./media-json.ts";
import type { ArtifactPlaces, Media, MediaPlace, MediaTarget } from "./media.ts";
import { NO_NOTICES } from "./media-notices.ts";
import { writeMediaFile } from "./write-media-file.ts";

/** The target of one value in a run: files go below its `files/media/`. */
export function createMediaTarget(place: MediaPlace): MediaTarget {
  const { files, world, key, step, notices = NO_NOTICES } = place;
  const target: MediaTarget = {
    key,
    run: files,
    inArtifact: false,
    store: (file) => writeMediaFile(files, { ...file, key, step }),
    refer: ({ address }, what) => refuseAddress(address, what),
    read: (path, what) => read(world, path, what),
    has: (path) => world.fileSystem.statSync(absolutePath(path, world.workingFolder))?.kind === "file",
    setClassLabels(kind, layer, labels) {
      const type = `${kind}/class_labels`;
      const name = `${key}_wandb_delimeter_${layer}`;
      files.setConfig(["_wandb", type, name], { type, key: name, value: labels });
    },
    now: () => world.clock.now(),
    forArtifact: (known = { tables: new Map() }) => artifactTarget(target, known),
    pathOf: () => refuseLink("a table that refers to another stands in an artifact only"),
    hasEntry: () => false,
    notices,
    logArtifact(artifact) {
      const { fileSystem, random } = world;
      return createArtifactWriter({ ...place.artifacts, fileSystem, random, add: files.add }).log(artifact);
    },
  };
  return target;
}

/** The same for files inside an artifact, which carry only their hash. */
function artifactTarget(
  outer: MediaTarget,
  { tables, hasEntry }: ArtifactPlaces,
): MediaTarget & { readonly files: readonly ArtifactFile[] } {
  const files = new Map<string, ArtifactFile>();
  const placed = new Map<Media, string>(tables);
  const open = new Set<Media>();
  const target: MediaTarget & { readonly files: readonly ArtifactFile[] } = {
    ...outer,
    get files() {
      return [...files.values()];
    },
    inArtifact: true,
    store({ folder, extension, bytes, artifactName }) {
      const hash = bytesToHex(sha256(bytes));
      const path = `media/${folder}/${artifactName ?? hash.slice(0, 20)}${extension}`;
      files.set(path, { path, bytes });
      return { path, sha256: hash };
    },
    refer({ folder, address }) {
      const hash = bytesToHex(sha256(new TextEncoder().encode(address)));
      const path = `media/${folder}/${hash.slice(0, 20)}/${address.split("/").at(-1) ?? ""}`;
      files.set(path, { path, address });
      return { path, sha256: hash };
    },
    setClassLabels: () => undefined,
    hasEntry: (name) => hasEntry?.(name) ?? [...placed.values()].includes(name),
    pathOf(table) {
      const known = placed.get(table);
      if (known !== undefined) return known;
      if (open.has(table)) return refuseLink("two tables refer to each other");
      open.add(table);
      const { type, bytes } = aloneFile(table, target);
      open.delete(table);
      const { path } = target.store({ folder: "tables", extension: `.${type}.json`, bytes });
      placed.set(table, path);
      return path;
    },
  };
  return target;
}

function refuseLink(reason: string): never {
  throw new UsageError(
    `[core] Failed to log a table: ${reason}. Add each to an artifact of yours with artifact.add(table, name).`,
  );
}

function refuseAddress(address: string, what: string): never {
  throw new UsageError(
    `[core] Failed to log ${what}: "${showValue(address)}" is an address, and a run holds files. Fetch it and give its bytes, or log it in a table or an artifact.`,
  );
}

function read(world: World, path: string, what: string): Uint8Array {
  try {
    return world.fileSystem.readFileSync(absolutePath(path, world.workingFolder));
  } catch (error) {
    if (!FileSystemError.isInstance(error)) throw error;
    throw new FileError(
      `[core] Failed to log ${what}: the file "${showValue(path)}" could not be read (${error.code}). Check the path.`,
      { path, code: error.code, cause: error },
    );
  }
}
