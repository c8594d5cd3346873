import { UsageError } from "../core-error.ts";
import { Classes } from "../media/classes.ts";
import { isMedia } from "../media/media.ts";
import type { Media } from "../media/media.ts";
import { showValue } from "../show-value.ts";
import { baseName, entryName } from "./entry-name.ts";

/** What was added to an artifact. Files are read when it is logged. */
export type Piece =
  | { readonly kind: "file"; readonly name: string; readonly path: string }
  | { readonly kind: "folder"; readonly prefix: string; readonly path: string; readonly without: Set<string> }
  | { readonly kind: "bytes"; readonly name: string; readonly bytes: Uint8Array }
  | {
      readonly kind: "reference";
      readonly name: string;
      readonly uri: string;
      readonly checksum: string | undefined;
    }
  | { readonly kind: "media"; readonly name: string; readonly media: Media | Classes };

/** The bytes of `addBytes`. */
export type ArtifactBytes = string | Uint8Array | ArrayBuffer;

/** Collects what is added to one artifact. All throw `UsageError`. */
export interface ArtifactContent {
  readonly pieces: readonly Piece[];
  addFile(path: string, name: string | undefined): void;
  addFolder(path: string, prefix: string | undefined): void;
  addBytes(bytes: ArtifactBytes, name: string): void;
  addReference(uri: string, name: string | undefined, checksum: string | undefined): void;
  addMedia(media: Media | Classes, name: string): void;
  remove(name: string): void;
}

export function createArtifactContent(artifactName: string): ArtifactContent {
  const pieces: Piece[] = [];

  return {
    pieces,
    addFile(path, name) {
      checkPath(path);
      const inside = entryName(name ?? baseName(path));
      const twin = pieces.find((piece) => piece.kind === "file" && piece.path === path);
      // The usual reason is a file that is written anew between two calls, and then both would hold the last content.
      if (twin?.kind === "file" && twin.name !== inside) {
        throw new UsageError(
          `[core] Failed to add "${inside}" to the artifact "${artifactName}": its file "${showValue(path)}" is in it as "${twin.name}", and is read only when the artifact is logged. Save it under another path, or give its bytes with addBytes().`,
        );
      }
      if (twin === undefined) pieces.push({ kind: "file", name: inside, path });
    },
    addFolder(path, prefix) {
      checkPath(path);
      const inside = prefix === undefined ? "" : entryName(prefix);
      pieces.push({ kind: "folder", prefix: inside, path, without: new Set() });
    },
    addBytes(bytes, name) {
      pieces.push({ kind: "bytes", name: entryName(name), bytes: copyOf(bytes) });
    },
    addReference(uri, name, checksum) {
      const scheme = typeof uri === "string" ? /^([a-z][a-z0-9+.-]*):\/\/./i.exec(uri)?.[1] : undefined;
      if (scheme === undefined) {
        throw new UsageError(
          `[core] Failed to add a reference to the artifact "${artifactName}": "${showValue(uri)}" is no address. Give one as "https://host/file" or "s3://bucket/key"; for a file of yours use addFile() or "file:///path".`,
        );
      }
      if (checksum !== undefined && (typeof checksum !== "string" || checksum === "")) {
        throw new UsageError(
          `[core] Failed to add a reference to the artifact "${artifactName}": the checksum is "${showValue(checksum)}". Give a text, as the ETag of the object.`,
        );
      }
      const inside = entryName(name ?? baseName(uri.replace(/^[^:]+:\/\//, "").replace(/[?#].*$/s, "")));
      pieces.push({ kind: "reference", name: inside, uri, checksum });
    },
    addMedia(media, name) {
      if (!isMedia(media) && !(media instanceof Classes)) {
        throw new UsageError(
          `[core] Failed to add "${showValue(name)}" to the artifact "${artifactName}": "${showValue(media)}" is no media object. Give an Image, a Table or the like; bytes go in with addBytes().`,
        );
      }
      pieces.push({ kind: "media", name: entryName(name), media });
    },
    remove(name) {
      const inside = entryName(name);
      let found = false;
      for (const piece of [...pieces]) {
        if (piece.kind === "folder") {
          if (piece.prefix !== "" && !`${inside}/`.startsWith(`${piece.prefix}/`)) continue;
          if (inside === piece.prefix) pieces.splice(pieces.indexOf(piece), 1);
          else piece.without.add(inside);
        } else if (piece.name === inside) pieces.splice(pieces.indexOf(piece), 1);
        else continue;
        found = true;
      }
      if (found) return;
      throw new UsageError(
        `[core] Failed to remove "${inside}" from the artifact "${artifactName}": it holds nothing of that name. Give the name it was added under.`,
      );
    },
  };

  function checkPath(path: unknown): asserts path is string {
    if (typeof path === "string" && path !== "" && !path.includes("\0")) {
      if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) return;
      throw new UsageError(
        `[core] Failed to add to the artifact "${artifactName}": "${showValue(path)}" is an address, not a path. Use addReference().`,
      );
    }
    throw new UsageError(
      `[core] Failed to add to the artifact "${artifactName}": "${showValue(path)}" is no path. Give the path of a file or folder.`,
    );
  }
}

// A copy: the caller may go on using its buffer.
function copyOf(bytes: unknown): Uint8Array {
  if (typeof bytes === "string") return new TextEncoder().encode(bytes);
  if (bytes instanceof Uint8Array) return bytes.slice();
  if (bytes instanceof ArrayBuffer) return new Uint8Array(bytes.slice(0));
  throw new UsageError(
    `[core] Failed to add bytes to the artifact: "${showValue(bytes)}" is neither bytes nor text. Give a Uint8Array, an ArrayBuffer or text.`,
  );
}
