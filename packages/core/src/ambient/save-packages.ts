import type { FileSystem } from "@stepwell/effects";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { findPackages } from "./dependencies.ts";
import { scrubFile } from "./scrub-patch.ts";

const REQUIREMENTS = "requirements.txt";
const MANIFEST = "package.json";
const MAX_FILE_BYTES = 2 * 1024 * 1024;

/**
 * Writes what is installed around the first of `places` that has packages: `requirements.txt` with a line `name==version` for each package, the nearest
 * `package.json`, and the lock file, both without secrets. A lock file of more than 2 MiB is named with its hash
 * instead, as `<name>.sha256`. Answers with the files that were written.
 */
export function savePackages(
  fileSystem: FileSystem,
  { places, filesFolder }: { places: readonly string[]; filesFolder: string },
): string[] {
  const { lines, manifest, lock } = findPackages({ fileSystem, places });
  const written: string[] = [];
  const write = (name: string, text: string): void => {
    fileSystem.writeFileSync(`${filesFolder}/${name}`, new TextEncoder().encode(text));
    written.push(name);
  };
  if (lines.length > 0) write(REQUIREMENTS, `${lines.join("\n")}\n`);
  if (manifest !== undefined && manifest.length <= MAX_FILE_BYTES)
    write(MANIFEST, scrubFile(manifest, MANIFEST));
  if (lock === undefined) return written;
  if (lock.text.length <= MAX_FILE_BYTES) write(lock.name, scrubFile(lock.text, lock.name));
  else
    write(
      `${lock.name}.sha256`,
      `${bytesToHex(sha256(new TextEncoder().encode(lock.text)))}  ${lock.name}\n`,
    );
  return written;
}
