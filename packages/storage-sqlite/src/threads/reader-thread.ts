import { parentPort, workerData } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import type { SeriesFrame } from "@stepwell/protocol";
import type { ColumnPage } from "@stepwell/storage";
import { loadDriver } from "../database/driver.ts";
import { createReaderCore } from "./reader-core.ts";
import type { ReaderCall } from "./reader-core.ts";
import type { FromThread, ThreadData, ToThread } from "./thread-messages.ts";

// The worker that owns a reading connection, so that a chart never delays an acknowledgement.
const port = parentPort as MessagePort;
const core = createReaderCore(await loadDriver(), (workerData as ThreadData).file);
const reply = (message: FromThread, transfer: readonly ArrayBuffer[] = []): void =>
  port.postMessage(message, transfer);

port.on("message", (message: ToThread<ReaderCall>) => {
  if ("close" in message) {
    core.close();
    reply({ closed: true });
    // The port would keep the thread.
    process.exit();
  }
  for (const { id, call } of message.calls) {
    const outcome = core.perform(call);
    const transfer = "value" in outcome ? handedOver(call.name, outcome.value) : [];
    reply({ outcomes: [{ id, outcome }] }, transfer);
  }
});

reply({ ready: true });

// What is made for the caller alone goes over without a copy.
function handedOver(name: ReaderCall["name"], value: unknown): ArrayBuffer[] {
  const made: readonly object[] =
    name === "series"
      ? (value as SeriesFrame[])
      : name === "columns"
        ? [...(value as ColumnPage).columns.values()]
        : [];
  return [...new Set(made.flatMap(buffersOf))];
}

function buffersOf(frame: object): ArrayBuffer[] {
  return Object.values(frame).flatMap((column: unknown) =>
    ArrayBuffer.isView(column) ? [column.buffer as ArrayBuffer] : [],
  );
}
