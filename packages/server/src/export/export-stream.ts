import type { Table, TableWriter } from "./table.ts";

/** The bytes of a table, made as they are asked for. A reader that stops ends the reading; what goes wrong errors the stream. */
export function exportStream(
  table: Table,
  writer: TableWriter,
  onEnd: () => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const pieces = piecesOf(table, writer, onEnd);
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done === true) controller.close();
        else controller.enqueue(value as Uint8Array<ArrayBuffer>);
      },
      async cancel() {
        await pieces.return(undefined);
        // A generator that never ran has no end of its own.
        onEnd();
      },
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
    yield* writer.begin();
    for await (const page of ahead(table.pages())) yield* writer.write(page);
    yield* writer.end();
  } finally {
    onEnd();
  }
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
