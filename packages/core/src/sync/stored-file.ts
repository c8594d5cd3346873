import type { FileSystem } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import type { StreamedBody } from "../world.ts";

const SLICE_BYTES = 1024 * 1024;

/** A file on disk that is to be sent. */
export interface StoredFile {
  readonly fileSystem: FileSystem;
  readonly path: string;
}

/**
 * The file's bytes as they are now, as a body: at once when it is small, slice by slice otherwise. Rejects with
 * `FileSystemError` when the file is not there.
 */
export async function bodyOfFile({ fileSystem, path }: StoredFile): Promise<Uint8Array | StreamedBody> {
  const size = (await fileSystem.stat(path))?.size;
  if (size === undefined) throw new FileSystemError("ENOENT", path);
  if (size <= SLICE_BYTES) return fileSystem.readFile(path);
  return { size, chunks: () => slicesOf({ fileSystem, path }, size) };
}

/** The first `size` bytes of a file, in slices. Fewer when it has become shorter. */
export async function* slicesOf(
  { fileSystem, path }: StoredFile,
  size: number,
): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < size;) {
    const slice = await fileSystem.read(path, at, Math.min(SLICE_BYTES, size - at));
    if (slice.length === 0) return;
    at += slice.length;
    yield slice;
  }
}
