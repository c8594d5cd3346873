import type { FileSystem } from "@stepwell/effects";

const PIECE_BYTES = 256 * 1024;

/** The first `size` bytes of a file, read as they are asked for; errors when the file has become shorter. */
export function streamFile(fileSystem: FileSystem, path: string, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (at >= size) return controller.close();
        const bytes = await fileSystem.read(path, at, Math.min(PIECE_BYTES, size - at));
        if (bytes.length === 0) {
          return controller.error(
            new Error(
              `[server] Failed to send "${path}": it became shorter than ${size} bytes meanwhile. Ask for it again.`,
            ),
          );
        }
        at += bytes.length;
        controller.enqueue(bytes);
      },
    },
    { highWaterMark: 0 },
  );
}
