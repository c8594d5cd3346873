import type { Clock } from "@stepwell/effects";
import type { Table, TableWriter } from "./table.ts";

/** An export that is sent. */
export interface ExportStreamOptions {
  readonly table: Table;
  readonly writer: TableWriter;
  readonly clock: Clock;
  /** Called once, when nothing more is read from the table. */
  readonly onEnd: () => void;
}

/** What is not read on for so long holds its place and its table no longer. */
const PATIENCE_MS = 60_000;
/** Bytes that are taken at once, so that a slow line is seen to move. */
const LARGEST_PIECE = 256 * 1024;

/**
 * The bytes of a table, made as they are asked for. A reader that stops, or asks for nothing for a minute, ends the
 * reading; what goes wrong errors the stream.
 */
export function exportStream(options: ExportStreamOptions): ReadableStream<Uint8Array<ArrayBuffer>> {
  const { table, writer, clock } = options;
  let isOver = false;
  let stopWaiting = (): void => undefined;
  const onEnd = (): void => {
    stopWaiting();
    if (!isOver) options.onEnd();
    isOver = true;
  };
  const pieces = piecesOf(table, writer, onEnd);
  const end = async (): Promise<void> => {
    await pieces.return(undefined);
    // A generator that never ran has no end of its own.
    onEnd();
  };
  const wait = (controller: ReadableStreamDefaultController): void => {
    stopWaiting = clock.after(PATIENCE_MS, () => {
      controller.error(
        new Error(
          `[server] Failed to export: nothing was read for ${PATIENCE_MS / 1000} s. Ask again, and read what comes.`,
        ),
      );
      void end();
    });
  };
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start: wait,
      async pull(controller) {
        stopWaiting();
        const { done, value } = await pieces.next();
        if (done === true) {
          controller.close();
          return;
        }
        controller.enqueue(value as Uint8Array<ArrayBuffer>);
        wait(controller);
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}

async function* piecesOf(
  table: Table,
  writer: TableWriter,
  onEnd: () => void,
): AsyncGenerator<Uint8Array, undefined> {
  try {
    for await (const piece of wholePieces(table, writer)) {
      for (let at = 0; at < piece.length; at += LARGEST_PIECE) yield piece.subarray(at, at + LARGEST_PIECE);
    }
  } finally {
    onEnd();
  }
}

async function* wholePieces(table: Table, writer: TableWriter): AsyncGenerator<Uint8Array> {
  yield* writer.begin();
  for await (const page of ahead(table.pages())) yield* writer.write(page);
  yield* writer.end();
}

/** The same items; the next one is being read while one is used. */
async function* ahead<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  let next = items.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done === true) return;
      next = items.next();
      // It is awaited in the next turn, or by nobody.
      next.catch(() => undefined);
      yield value as Item;
    }
  } finally {
    await items.return(undefined);
  }
}
