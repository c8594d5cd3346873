import { resolve } from "node:path";
import { nodeFileSystem, nodeHashes } from "@stepwell/effects/node";
import { LARGEST_READ } from "../model-file.ts";
import type { ModelFile } from "../model-file.ts";

const PIECE = 4 * 1024 ** 2;

/** Reads a file in pieces, so that nothing else waits for it. Rejects with `FileSystemError`. */
export async function readModelFile(path: string): Promise<ModelFile> {
  const file = resolve(path);
  const hash = nodeHashes.sha256();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const piece = await nodeFileSystem.read(file, size, PIECE);
    if (piece.length === 0) break;
    hash.update(piece);
    size += piece.length;
    if (size <= LARGEST_READ) pieces.push(piece);
    else pieces.length = 0;
  }
  const bytes = size <= LARGEST_READ ? { bytes: Buffer.concat(pieces) } : {};
  return { size, sha256: hash.hex(), ...bytes };
}
