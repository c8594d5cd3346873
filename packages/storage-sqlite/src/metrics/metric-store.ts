import type { SeriesFrame } from "@stepwell/protocol";
import type {
  ColumnPage,
  KeySummary,
  MetricStore,
  RowReceipt,
  StoredRow,
  StreamInfo,
} from "@stepwell/storage";
import type { CallChannel } from "../threads/call-channel.ts";
import { createCallGate } from "../threads/call-gate.ts";
import type { ReaderCall } from "../threads/reader-core.ts";
import type { WriterCall } from "../threads/writer-core.ts";
import { encodeChunk } from "./encoded-chunk.ts";

/** The metric store over the channels to its writer and reader. Rows become columns here, in the caller's thread. */
export function createMetricStore(
  writer: CallChannel<WriterCall>,
  reader: CallChannel<ReaderCall>,
): MetricStore {
  const gate = createCallGate();

  return {
    append: (chunks) =>
      gate.pass<RowReceipt[]>(async () => {
        const encoded = chunks.map(encodeChunk);
        return writer.call(
          { name: "append", args: encoded },
          encoded.map(({ bytes }) => bytes.buffer),
        );
      }),
    mark: (...args) => gate.pass<number>(() => reader.call({ name: "mark", args })),
    info: (...args) => gate.pass<StreamInfo>(() => reader.call({ name: "info", args })),
    keys: (...args) => gate.pass<KeySummary[]>(() => reader.call({ name: "keys", args })),
    series: (...args) => gate.pass<SeriesFrame[]>(() => reader.call({ name: "series", args })),
    rows: (...args) => gate.pass<StoredRow[]>(() => reader.call({ name: "rows", args })),
    columns: (...args) => gate.pass<ColumnPage>(() => reader.call({ name: "columns", args })),
    truncate: (...args) => gate.pass<number>(() => writer.call({ name: "truncate", args })),
    remove: async (...args) => {
      await gate.pass(() => writer.call({ name: "removeRows", args }));
    },
    close: () => gate.close(),
  };
}
