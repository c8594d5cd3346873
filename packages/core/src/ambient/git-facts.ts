import type { FileSystem } from "@stepwell/effects";
import { isAbsolutePath } from "../file/absolute-path.ts";
import { foldersUpwards, readText } from "./read-text.ts";
import { scrubRemote } from "./scrub-secrets.ts";

/** The remote is without passwords. Either may be empty. */
export interface GitFacts {
  readonly remoteUrl: string;
  readonly commit: string;
}

const MAX_LINKS = 5;

/**
 * The commit and the remote of the repository around `folder`, read from its files: no program is started. Knows
 * worktrees, submodules and packed refs; what it can't tell (other ref formats, included settings) is left empty.
 * Undefined outside of a repository.
 */
export function readGitFacts(options: {
  fileSystem: FileSystem;
  folder: string;
  /** Default `origin`. */
  remote?: string;
}): GitFacts | undefined {
  const { fileSystem, folder, remote = "origin" } = options;
  const place = findRepository(fileSystem, folder);
  if (place === undefined) return undefined;
  const commit = resolveRef(fileSystem, place, "HEAD");
  const settings = readText(fileSystem, `${place.common}/config`) ?? "";
  return { commit: commit ?? "", remoteUrl: scrubRemote(remoteUrlIn(settings, remote) ?? "") };
}

/** The root of the working tree around `folder`. Undefined outside of a repository. */
export function findRepositoryFolder(fileSystem: FileSystem, folder: string): string | undefined {
  return findRepository(fileSystem, folder)?.folder;
}

interface Repository {
  /** Of the working tree. */
  readonly folder: string;
  /** Of this worktree. */
  readonly own: string;
  /** Shared by all worktrees. */
  readonly common: string;
}

function findRepository(fileSystem: FileSystem, folder: string): Repository | undefined {
  for (const at of foldersUpwards(folder)) {
    const path = `${at}/.git`;
    const link = /^gitdir: (.+?)\s*$/.exec(readText(fileSystem, path, 4096) ?? "")?.[1];
    const own = link === undefined ? path : resolvePath(at, link);
    if (readText(fileSystem, `${own}/HEAD`) === undefined) continue;
    const common = readText(fileSystem, `${own}/commondir`, 4096)?.trim();
    return { folder: at, own, common: common === undefined ? own : resolvePath(own, common) };
  }
  return undefined;
}

function resolveRef(fileSystem: FileSystem, { own, common }: Repository, first: string): string | undefined {
  let ref = first;
  for (let links = 0; links < MAX_LINKS; links++) {
    const text = (
      readText(fileSystem, `${own}/${ref}`, 4096) ?? readText(fileSystem, `${common}/${ref}`, 4096)
    )?.trim();
    if (text === undefined) return packedRef(readText(fileSystem, `${common}/packed-refs`) ?? "", ref);
    if (isCommit(text)) return text;
    const next = /^ref: (refs\/.+)$/.exec(text)?.[1];
    if (next === undefined || next.split("/").includes("..")) return undefined;
    ref = next;
  }
  return undefined;
}

function packedRef(text: string, ref: string): string | undefined {
  const end = `\n${text}`.indexOf(` ${ref}\n`) - 1;
  const commit = end < 0 ? "" : text.slice(text.lastIndexOf("\n", end - 1) + 1, end);
  return isCommit(commit) ? commit : undefined;
}

function isCommit(text: string): boolean {
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** `url` of a remote in the text of a git config file. */
function remoteUrlIn(text: string, remote: string): string | undefined {
  let isInside = false;
  let url: string | undefined;
  for (const line of text.split("\n")) {
    const header = /^\s*\[\s*([\w.-]+)(?:\s+"((?:\\.|[^"\\])*)")?\s*\]/.exec(line);
    if (header !== null) {
      const name = header[2]?.replaceAll(/\\(.)/g, "$1");
      isInside = header[1]?.toLowerCase() === "remote" && name === remote;
      continue;
    }
    const value = isInside ? /^\s*url\s*=\s*(.*)$/i.exec(line)?.[1] : undefined;
    if (value !== undefined) url ??= unquoted(value);
  }
  return url;
}

function unquoted(value: string): string {
  const plain = value.replace(/\s+[#;].*$/, "").trim();
  return plain.replace(/^"(.*)"$/, "$1").replaceAll(/\\(["\\])/g, "$1");
}

function resolvePath(from: string, path: string): string {
  const parts: string[] = [];
  for (const part of (isAbsolutePath(path) ? path : `${from}/${path}`).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}
