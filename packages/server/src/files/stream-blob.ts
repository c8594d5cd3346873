import type { BlobStore } from "@stepwell/storage";

const PIECE_BYTES = 1024 * 1024;

/** The bytes of a blob from `from` up to, and without, `to`, read as they are asked for. */
export function streamBlob(
  blobs: Pick<BlobStore, "read">,
  address: string,
  [from, to]: readonly [number, number],
): ReadableStream<Uint8Array> {
  let at = from;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (at >= to) return controller.close();
        const bytes = await blobs.read(address, at, Math.min(PIECE_BYTES, to - at));
        if (bytes === undefined || bytes.length === 0) {
          return controller.error(
            new Error(
              `[server] Failed to send blob "${address}": it was removed meanwhile. Ask for it again.`,
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
