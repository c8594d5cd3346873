import type { FileSystem } from "@stepwell/effects";

const PIECE_BYTES = 256 * 1024;

/** The bytes of a file from `from` up to, and without, `to`, read as they are asked for; errors when it has become shorter. */
export function streamFile(
  fileSystem: FileSystem,
  path: string,
  [from, to]: readonly [number, number],
): ReadableStream<Uint8Array> {
  let at = from;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (at >= to) return controller.close();
        const bytes = await fileSystem.read(path, at, Math.min(PIECE_BYTES, to - at));
        if (bytes.length === 0) {
          return controller.error(
            new Error(
              `[server] Failed to send "${path}": it became shorter than ${to} bytes meanwhile. Ask for it again.`,
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
