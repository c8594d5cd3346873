import { FileSystemError } from "@stepwell/effects";
import type { World } from "./world.ts";

const KEY_BYTES = 32;

/** The secret with which a data folder's server signs addresses of files; made when there is none, and kept there. */
export async function readLinkKey(
  data: string,
  { fileSystem, random, saveSecret }: Pick<World, "fileSystem" | "random" | "saveSecret">,
): Promise<Uint8Array> {
  const path = `${data}/link-key`;
  try {
    const kept = await fileSystem.readFile(path);
    if (kept.length >= KEY_BYTES) return kept;
  } catch (error) {
    if (!FileSystemError.isInstance(error) || error.code !== "ENOENT") throw error;
  }
  const made = new Uint8Array(random.bytes(KEY_BYTES));
  saveSecret(path, made);
  return made;
}
