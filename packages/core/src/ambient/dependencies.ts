import type { FileSystem } from "@stepwell/effects";
import { memberOf, parseForeignJson } from "./foreign-json.ts";
import { LOCK_FORMATS } from "./locked-versions.ts";
import { foldersUpwards, readText } from "./read-text.ts";

const MAX_LINES = 20_000;

/** What is installed around a folder. */
export interface FoundPackages {
  /** Sorted, `name==version`. */
  readonly lines: readonly string[];
  /** The text of the nearest package.json. */
  readonly manifest: string | undefined;
  /** The lock file that the project keeps. */
  readonly lock: { readonly name: string; readonly text: string } | undefined;
}

/**
 * Looks for the nearest package.json around the first of `places` that has one, and the lock file that belongs to it: of
 * npm, pnpm, yarn or bun. Without one that can be read, the lines name the direct dependencies as they lie in
 * `node_modules`. A place inside of `node_modules` is somebody else's.
 */
export function findPackages(options: { fileSystem: FileSystem; places: readonly string[] }): FoundPackages {
  const { fileSystem, places } = options;
  for (const place of places) {
    const folders = foldersUpwards(place);
    const nearest = folders.findIndex((at) => readText(fileSystem, `${at}/package.json`) !== undefined);
    if (nearest >= 0 && !/[/\\]node_modules([/\\]|$)/.test(place))
      return foundIn(fileSystem, folders, nearest);
  }
  return { lines: [], manifest: undefined, lock: undefined };
}

function foundIn(fileSystem: FileSystem, folders: readonly string[], nearest: number): FoundPackages {
  const around = folders.slice(nearest);
  const manifest = readText(fileSystem, `${around[0] ?? ""}/package.json`);
  const { lines, lock } = lockedAround(fileSystem, around);
  const found = lines.length > 0 ? lines : directDependencies(fileSystem, around, manifest ?? "");
  return { lines: [...new Set(found)].sort().slice(0, MAX_LINES), manifest, lock };
}

function lockedAround(
  fileSystem: FileSystem,
  folders: readonly string[],
): { lines: string[]; lock: FoundPackages["lock"] } {
  for (const at of folders) {
    for (const { paths, read } of LOCK_FORMATS) {
      const texts = paths.map((path) => ({ path, text: readText(fileSystem, `${at}/${path}`) }));
      const first = texts.find(({ text }) => text !== undefined);
      if (first?.text === undefined) continue;
      const kept = texts.find(({ path, text }) => !path.includes("/") && text !== undefined);
      return {
        lines: read(first.text),
        lock: kept?.text === undefined ? undefined : { name: kept.path, text: kept.text },
      };
    }
  }
  return { lines: [], lock: undefined };
}

function directDependencies(fileSystem: FileSystem, folders: readonly string[], manifest: string): string[] {
  const kinds = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];
  const asked = parseForeignJson(manifest);
  const names = new Set(kinds.flatMap((kind) => Object.keys(objectIn(asked, kind) ?? {})));
  return [...names].flatMap((name) => {
    if (name.split("/").includes("..")) return [];
    for (const at of folders) {
      const text = readText(fileSystem, `${at}/node_modules/${name}/package.json`);
      const version = text === undefined ? undefined : memberOf(parseForeignJson(text), "version");
      if (typeof version === "string" && /^\S{1,300}$/.test(version)) return [`${name}==${version}`];
    }
    return [];
  });
}

function objectIn(value: unknown, name: string): Readonly<Record<string, unknown>> | undefined {
  const member = memberOf(value, name);
  return typeof member === "object" && member !== null ? (member as Record<string, unknown>) : undefined;
}
