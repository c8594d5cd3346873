import type { FileSystem, FolderEntry } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import { createGlobMatcher, isGlob } from "../file/create-glob-matcher.ts";

/** A folder that is reached through links in a circle has no end. */
const MAX_DEPTH = 32;
const MAX_ENTRIES = 100_000;

export interface ExpandGlobOptions {
  readonly fileSystem: FileSystem;
  /** Absolute. */
  readonly base: string;
  /** Below `base`, with forward slashes. */
  readonly pattern: string;
  /** A folder that is only entered by its name. */
  readonly skip: string;
  /** Take the pattern as it stands. */
  readonly literal: boolean;
}

/**
 * The files below `base` that a pattern means, as sorted paths below it. A name of a folder means all files in it.
 * "too many" when more would have to be looked at than anyone can mean.
 */
export function expandGlob(options: ExpandGlobOptions): readonly string[] | "too many" {
  const { fileSystem, base, pattern, literal } = options;
  const parts = pattern.split("/");
  const firstGlob = literal ? -1 : parts.findIndex(isGlob);
  const found: string[] = [];
  let entries = 0;

  function list(folder: string): readonly FolderEntry[] {
    try {
      return fileSystem.listSync(`${base}/${folder}`);
    } catch (error) {
      // What can't be read holds nothing that could be saved.
      if (FileSystemError.isInstance(error)) return [];
      throw error;
    }
  }

  function walk(folder: string, depth: number, isWanted: (path: string) => boolean): void {
    if (depth === 0) return;
    for (const { name, kind } of list(folder)) {
      entries += 1;
      if (entries > MAX_ENTRIES) return;
      const path = folder === "" ? name : `${folder}/${name}`;
      if (kind === "file" && isWanted(path)) found.push(path);
      if (kind === "folder" && isEntered(name, path)) walk(path, depth - 1, isWanted);
    }
  }

  function isEntered(name: string, path: string): boolean {
    if (`${base}/${path}` === options.skip) return false;
    return !name.startsWith(".") || parts.some((part) => part.startsWith("."));
  }

  if (firstGlob < 0) {
    const kind = fileSystem.statSync(`${base}/${pattern}`)?.kind;
    if (kind === "file") return [pattern];
    if (kind === "folder") walk(pattern, MAX_DEPTH, () => true);
  } else {
    const depth = pattern.includes("**") ? MAX_DEPTH : parts.length - firstGlob;
    walk(parts.slice(0, firstGlob).join("/"), depth, createGlobMatcher([pattern]));
  }
  return entries > MAX_ENTRIES ? "too many" : found.toSorted();
}
