import { parentPort, workerData } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import type { SeriesFrame } from "@stepwell/protocol";
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
  const outcome = core.perform(message.call);
  const frames = message.call.name === "series" && "value" in outcome ? (outcome.value as SeriesFrame[]) : [];
  reply({ id: message.id, outcome }, [...new Set(frames.flatMap(buffersOf))]);
});

reply({ ready: true });

function buffersOf(frame: SeriesFrame): ArrayBuffer[] {
  return Object.values(frame).flatMap((column: unknown) =>
    ArrayBuffer.isView(column) ? [column.buffer as ArrayBuffer] : [],
  );
}
