import { constants } from "node:fs";
import { copyFile, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { hashFile, syncFile } from "./whole-file.ts";

/** A blob on the disk. */
interface BlobFile {
  readonly address: string;
  /** Below the folder of blobs. */
  readonly path: string;
}

/** Lists the blobs of a folder; one that is not there has none. What is no blob is passed by. */
async function* listBlobs(folder: string): AsyncGenerator<BlobFile> {
  for (const shelf of await namesIn(folder)) {
    if (!/^[0-9a-f]{2}$/.test(shelf)) continue;
    for (const address of await namesIn(join(folder, shelf))) {
      if (/^[0-9a-f]{64}$/.test(address) && address.startsWith(shelf)) {
        yield { address, path: join(shelf, address) };
      }
    }
  }
}

/** Copies blobs that the other folder lacks. One that is removed meanwhile is passed by: nothing names it any more. */
export async function copyBlobs(from: string, to: string): Promise<void> {
  for await (const { path } of listBlobs(from)) {
    const target = join(to, path);
    const [source, copied] = await Promise.all([sizeOf(join(from, path)), sizeOf(target)]);
    if (source === undefined || source === copied) continue;
    await mkdir(join(target, ".."), { recursive: true });
    const partial = `${target}.partial`;
    try {
      await copyFile(join(from, path), partial, constants.COPYFILE_FICLONE);
    } catch (error) {
      await rm(partial, { force: true });
      if ((error as NodeJS.ErrnoException).code === "ENOENT") continue;
      throw error;
    }
    await syncFile(partial);
    await rename(partial, target);
  }
}

/** Counts blobs, and lists those whose bytes are not those of their address. */
export async function checkBlobs(
  folder: string,
): Promise<{ files: number; bytes: number; damaged: readonly string[] }> {
  let files = 0;
  let bytes = 0;
  const damaged: string[] = [];
  for await (const { address, path } of listBlobs(folder)) {
    const found = await hashFile(join(folder, path));
    files += 1;
    bytes += found.bytes;
    if (found.sha256 !== address) damaged.push(address);
  }
  return { files, bytes, damaged };
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
