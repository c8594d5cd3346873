import type { FileSystem } from "@stepwell/effects";
import { foldersUpwards, readText } from "./read-text.ts";

/** Lock files of package managers whose installed tree is not in npm's form. */
const OTHER_LOCKS = ["pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb"];
const MAX_LINES = 20_000;

/**
 * The installed packages around `folder` as sorted lines `name==version`: everything that npm's lock file names, or
 * else the direct dependencies of the nearest package.json as they lie in `node_modules`. Empty without either.
 */
export function readDependencies(options: { fileSystem: FileSystem; folder: string }): readonly string[] {
  const { fileSystem, folder } = options;
  const folders = foldersUpwards(folder);
  const nearest = folders.findIndex((at) => isFile(fileSystem, `${at}/package.json`));
  if (nearest < 0) return [];
  const around = folders.slice(nearest);
  const found = installedByNpm(fileSystem, around) ?? directDependencies(fileSystem, around);
  return [...new Set(found)].sort().slice(0, MAX_LINES);
}

function installedByNpm(fileSystem: FileSystem, folders: readonly string[]): string[] | undefined {
  for (const at of folders) {
    for (const path of [`${at}/node_modules/.package-lock.json`, `${at}/package-lock.json`]) {
      const packages = objectIn(readJson(fileSystem, path), "packages");
      if (packages !== undefined) return Object.entries(packages).flatMap(lockedLine);
    }
    if (OTHER_LOCKS.some((name) => isFile(fileSystem, `${at}/${name}`))) return undefined;
  }
  return undefined;
}

function lockedLine([path, entry]: [string, unknown]): string[] {
  const start = path.lastIndexOf("node_modules/");
  const version = textIn(entry, "version");
  if (start < 0 || version === undefined) return [];
  return [`${textIn(entry, "name") ?? path.slice(start + "node_modules/".length)}==${version}`];
}

function directDependencies(fileSystem: FileSystem, folders: readonly string[]): string[] {
  const manifest = readJson(fileSystem, `${folders[0] ?? ""}/package.json`);
  const kinds = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];
  const names = new Set(kinds.flatMap((kind) => Object.keys(objectIn(manifest, kind) ?? {})));
  return [...names].flatMap((name) => {
    if (name.split("/").includes("..")) return [];
    for (const at of folders) {
      const version = textIn(readJson(fileSystem, `${at}/node_modules/${name}/package.json`), "version");
      if (version !== undefined) return [`${name}==${version}`];
    }
    return [];
  });
}

function isFile(fileSystem: FileSystem, path: string): boolean {
  return readText(fileSystem, path) !== undefined;
}

function readJson(fileSystem: FileSystem, path: string): unknown {
  const text = readText(fileSystem, path);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Somebody else's broken file is no reason to disturb a run.
    return undefined;
  }
}

function objectIn(value: unknown, name: string): Readonly<Record<string, unknown>> | undefined {
  const member = memberOf(value, name);
  return typeof member === "object" && member !== null ? (member as Record<string, unknown>) : undefined;
}

// One line each: a version or name with a line feed would forge another.
function textIn(value: unknown, name: string): string | undefined {
  const member = memberOf(value, name);
  return typeof member === "string" && /^\S{1,300}$/.test(member) ? member : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
