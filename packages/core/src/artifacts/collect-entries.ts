import { FileSystemError } from "@stepwell/effects";
import type { ArtifactEntry } from "@stepwell/protocol";
import { printJson } from "@stepwell/protocol";
import { UsageError } from "../core-error.ts";
import { FileError } from "../errors/file-error.ts";
import { Classes } from "../media/classes.ts";
import { aloneFile } from "../media/media-json.ts";
import { isMedia, MEDIA } from "../media/media.ts";
import type { AloneFile, ArtifactPlaces, MediaTarget } from "../media/media.ts";
import { absolutePath } from "../file/absolute-path.ts";
import { inParallel } from "../sync/in-parallel.ts";
import type { World } from "../world.ts";
import type { Piece } from "./artifact-content.ts";
import type { ArtifactFile } from "../media/artifact-writer.ts";
import { filePathOf } from "./file-address.ts";
import { hashBytes, hashFile } from "./md5.ts";
import { walkFolder } from "./walk-folder.ts";
import type { FoundFile } from "./walk-folder.ts";

/** More entries would make a record that readers refuse. */
const MAX_ENTRIES = 100_000;
/** What the stores behind servers take in one request. */
const MAX_FILE_BYTES = 5 * 1024 ** 3;
const AT_ONCE = 8;
const DISK_CODES: readonly string[] = ["ENOSPC", "EDQUOT", "EROFS"];

/** A target whose files become those of an artifact. */
type ArtifactTarget = MediaTarget & { readonly files: readonly ArtifactFile[] };

export interface CollectOptions {
  readonly name: string;
  readonly pieces: readonly Piece[];
  readonly world: Pick<World, "fileSystem" | "workingFolder">;
  /** Where private copies go; made when there is something to copy. */
  readonly folder: string;
  readonly mediaTarget: (key: string, known: ArtifactPlaces) => ArtifactTarget;
  readonly signal: AbortSignal;
}

/**
 * Copies what was added to an artifact and hashes the copies, so that later changes to the files don't matter. Rejects
 * with `UsageError` for files that can't be read and names that stand for two contents, `FileSystemError` when the
 * copies can't be kept.
 */
export async function collectEntries(options: CollectOptions): Promise<readonly ArtifactEntry[]> {
  const { pieces, world, folder, mediaTarget, signal } = options;
  const { fileSystem } = world;
  const entries = new Map<string, ArtifactEntry>();
  const known = placesOf(pieces);
  let copies = 0;

  function keep(entry: Omit<ArtifactEntry, "extra">): void {
    const { path: name, digest, ref } = entry;
    const twin = entries.get(name);
    if (twin === undefined && entries.size >= MAX_ENTRIES) throw tooMany();
    if (twin !== undefined && (twin.digest !== digest || twin.ref !== ref))
      throw refuse(`"${name}" was added twice, with two contents`, "Give each its own name");
    if (twin === undefined) entries.set(name, { ...entry, extra: [] });
  }

  function nextCopy(): string {
    if (copies === 0) fileSystem.makeFolderSync(folder);
    copies += 1;
    return `${folder}/${copies - 1}`;
  }

  async function copyFiles(files: readonly FoundFile[]): Promise<void> {
    const copied = files.map(() => undefined as Omit<ArtifactEntry, "extra"> | undefined);
    await inParallel(AT_ONCE, [...files.entries()], async ([index, { name, path }]) => {
      signal.throwIfAborted();
      const size = await needFile(path);
      if (size > MAX_FILE_BYTES)
        throw refuse(
          `"${path}" holds "${size}" bytes, more than 5 GiB`,
          "Split it, or add a reference to it",
        );
      const localPath = nextCopy();
      await fileSystem.copyFile(path, localPath);
      copied[index] = { path: name, ...(await hashFile(fileSystem, localPath, signal)), ref: "", localPath };
    });
    for (const entry of copied) if (entry !== undefined) keep(entry);
  }

  async function needFile(path: string): Promise<number> {
    const found = await fileSystem.stat(path);
    if (found?.kind === "file") return found.size;
    const code = found === undefined ? "ENOENT" : "EISDIR";
    throw new FileError(sentence(`"${path}" is no file`, "Check the path"), { path, code });
  }

  async function writeBytes(name: string, bytes: Uint8Array): Promise<void> {
    const localPath = nextCopy();
    await fileSystem.writeFile(localPath, bytes);
    keep({ path: name, ...hashBytes(bytes), ref: "", localPath });
  }

  async function addFolder({ prefix, path, without }: Extract<Piece, { kind: "folder" }>): Promise<void> {
    const found: FoundFile[] = [];
    for await (const file of filesBelow(absolutePath(path, world.workingFolder))) {
      const name = prefix === "" ? file.name : `${prefix}/${file.name}`;
      const parts = name.split("/");
      if (parts.some((_, count) => without.has(parts.slice(0, count + 1).join("/")))) continue;
      if (found.length >= MAX_ENTRIES) throw tooMany();
      found.push({ name, path: file.path });
    }
    await copyFiles(found);
  }

  async function* filesBelow(folder: string): ReturnType<typeof walkFolder> {
    const found = await fileSystem.stat(folder);
    if (found?.kind !== "folder") {
      const message = sentence(`"${folder}" is no folder`, "Check the path; a file goes in with addFile()");
      throw new FileError(message, { path: folder, code: found === undefined ? "ENOENT" : "ENOTDIR" });
    }
    yield* walkFolder({ fileSystem, folder });
  }

  async function addReference(piece: Extract<Piece, { kind: "reference" }>): Promise<void> {
    const { name, uri, checksum } = piece;
    const path = filePathOf(uri);
    if (path === undefined) {
      keep({ path: name, digest: checksum ?? uri, ref: uri, size: 0, localPath: "" });
    } else if ((await fileSystem.stat(path))?.kind === "folder") {
      for await (const file of filesBelow(path))
        await referTo(
          `${name}/${file.name}`,
          file.path,
          `${uri.replace(/\/+$/, "")}/${encodeURI(file.name)}`,
        );
    } else {
      await needFile(path);
      await referTo(name, path, uri);
    }
  }

  async function referTo(name: string, path: string, uri: string): Promise<void> {
    keep({ path: name, ...(await hashFile(fileSystem, path, signal)), ref: uri, localPath: "" });
  }

  async function addMedia({ name, media }: Extract<Piece, { kind: "media" }>): Promise<void> {
    const target = mediaTarget(name, known);
    const { type, bytes } = media instanceof Classes ? classesFile(media) : aloneFile(media, target);
    await writeBytes(`${name}.${type}.json`, bytes);
    for (const file of target.files) {
      if ("bytes" in file) await writeBytes(file.path, file.bytes);
      else keep({ path: file.path, digest: file.address, ref: file.address, size: 0, localPath: "" });
    }
  }

  async function add(piece: Piece): Promise<void> {
    signal.throwIfAborted();
    if (piece.kind === "file")
      await copyFiles([{ name: piece.name, path: absolutePath(piece.path, world.workingFolder) }]);
    else if (piece.kind === "folder") await addFolder(piece);
    else if (piece.kind === "bytes") await writeBytes(piece.name, piece.bytes);
    else if (piece.kind === "reference") await addReference(piece);
    else await addMedia(piece);
  }

  function tooMany(): UsageError {
    return refuse(`it has more than "${MAX_ENTRIES}" entries`, "Pack small files into an archive");
  }

  function refuse(reason: string, remedy: string): UsageError {
    return new UsageError(sentence(reason, remedy));
  }

  function sentence(reason: string, remedy: string): string {
    return `[core] Failed to log the artifact "${options.name}": ${reason}. ${remedy}.`;
  }

  for (const piece of pieces) {
    try {
      await add(piece);
    } catch (cause) {
      // What can't be read is the caller's; what can't be written, the disk's.
      if (!FileSystemError.isInstance(cause) || DISK_CODES.includes(cause.code)) throw cause;
      if (cause.path.startsWith(folder)) throw cause;
      throw new FileError(
        `[core] Failed to log the artifact "${options.name}": "${cause.path}" could not be read (${cause.code}). Check the path and its rights.`,
        { path: cause.path, code: cause.code, cause },
      );
    }
  }
  return [...entries.values()];
}

/** Where tables lie that others may refer to. What is in a folder shows only later, so with one any name will do. */
function placesOf(pieces: readonly Piece[]): ArtifactPlaces {
  const tables = new Map(
    pieces.flatMap((piece) =>
      piece.kind === "media" && isMedia(piece.media) && piece.media[MEDIA].name === "Table"
        ? [[piece.media, `${piece.name}.table.json`] as const]
        : [],
    ),
  );
  const names = new Set([...tables.values(), ...pieces.map((piece) => ("name" in piece ? piece.name : ""))]);
  const isAny = pieces.some(({ kind }) => kind === "folder");
  return { tables, hasEntry: (name) => isAny || names.has(name) };
}

function classesFile(classes: Classes): AloneFile {
  const { _type, class_set } = classes.toJSON();
  const json = { _type, class_set: class_set.map(({ id, name }) => ({ id, name })) };
  return { type: _type, bytes: new TextEncoder().encode(printJson(json)) };
}
