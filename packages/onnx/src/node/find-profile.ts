import { basename, dirname, join, resolve } from "node:path";
import { nodeFileSystem } from "@stepwell/effects/node";
import type { ProfileFile } from "../profile/profile-file.ts";

const LARGEST = 128 * 1024 ** 2;

/**
 * The newest profile that ONNX Runtime wrote for a prefix, as `<prefix>_2026-01-01_12-00-00_123.json`; undefined when
 * there is none. Throws `FileSystemError`, and `RangeError` for one over 128 MiB.
 */
export function findProfile(prefix: string): ProfileFile | undefined {
  const whole = resolve(prefix);
  const folder = dirname(whole);
  const begin = `${basename(whole)}_`;
  const found = nodeFileSystem
    .listSync(folder)
    .filter(({ name, kind }) => kind === "file" && name.startsWith(begin) && name.endsWith(".json"))
    .map(({ name }) => ({ path: join(folder, name), stat: nodeFileSystem.statSync(join(folder, name)) }))
    .sort((first, second) => (second.stat?.modifiedMs ?? 0) - (first.stat?.modifiedMs ?? 0))[0];
  if (found?.stat === undefined) return undefined;
  if (found.stat.size > LARGEST) {
    throw new RangeError(
      `[onnx] Failed to read the profile: "${found.path}" has "${found.stat.size}" bytes. Profile fewer calls.`,
    );
  }
  return {
    path: found.path,
    folder,
    text: new TextDecoder().decode(nodeFileSystem.readFileSync(found.path)),
  };
}
