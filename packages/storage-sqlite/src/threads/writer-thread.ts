import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { systemClock } from "@stepwell/effects";
import { loadDriver } from "../database/driver.ts";
import type { FromThread, ThreadData, ToThread } from "./thread-messages.ts";
import { createWriterCore, QUIET_CHECK_MS } from "./writer-core.ts";
import type { Outcome, WriterCall } from "./writer-core.ts";

// The worker that owns the writing connection. Calls that came while a commit was under way share the next one: an idle
// writer commits at once, a busy one in groups. Tidying happens between commits.
const LONGEST_GROUP_MS = 5;

const port = parentPort as MessagePort;
const core = createWriterCore(await loadDriver(), (workerData as ThreadData).file, systemClock);
const reply = (message: FromThread): void => port.postMessage(message);

const tidyWhenIdle = (): void => {
  if (!core.untidy) return;
  core.tidy();
  setImmediate(tidyWhenIdle);
};

setInterval(() => {
  core.noticeQuiet();
  tidyWhenIdle();
}, QUIET_CHECK_MS);

port.on("message", (first: ToThread<WriterCall>) => {
  const group: { id: number; call: WriterCall }[] = [];
  const start = systemClock.monotonic();
  let closing = false;
  let next: ToThread<WriterCall> | undefined = first;
  while (next !== undefined) {
    if ("close" in next) closing = true;
    else group.push(next);
    if (systemClock.monotonic() - start > LONGEST_GROUP_MS) break;
    next = receiveMessageOnPort(port)?.message as ToThread<WriterCall> | undefined;
  }
  if (group.length > 0) {
    const outcomes = core.commit(group.map(({ call }) => call));
    group.forEach(({ id }, index) => reply({ id, outcome: outcomes[index] as Outcome }));
  }
  if (closing) {
    core.close();
    reply({ closed: true });
    // The port and the timer would keep the thread.
    process.exit();
  }
  if (core.untidy) core.tidy();
  setImmediate(tidyWhenIdle);
});

reply({ ready: true });
