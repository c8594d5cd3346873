import { parentPort, workerData } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { systemClock } from "@stepwell/effects";
import { loadDriver } from "../database/driver.ts";
import { createCommitPace } from "./commit-pace.ts";
import { createLogCopier } from "./log-copier.ts";
import type { FromThread, NumberedCall, ThreadData, ToThread } from "./thread-messages.ts";
import { createWriterCore, QUIET_CHECK_MS } from "./writer-core.ts";
import type { Outcome, WriterCall } from "./writer-core.ts";

// The worker that owns the writing connection. Tidying happens between commits.
const port = parentPort as MessagePort;
const data = workerData as ThreadData;
const core = createWriterCore(await loadDriver(), data.file, systemClock);
const copier = core.leaveCopying() ? createLogCopier(data) : undefined;
const pace = createCommitPace(() => systemClock.monotonic());
const reply = (message: FromThread): void => port.postMessage(message);

/** From here on the log is copied into the file: some 16 MB. */
const MANY_PAGES = 1000;
/** What was added meanwhile and is copied here, so that the log can begin anew. */
const FEW_PAGES = 250;

let waiting: NumberedCall<WriterCall>[] = [];
let isDue = false;
let isClosing = false;

const tidyOnce = (): void => {
  if (core.untidy) core.tidy();
  if (core.logPages >= MANY_PAGES) copier?.start(finishCopy);
};

const finishCopy = (): void => {
  if (!isClosing && core.logPages <= FEW_PAGES) core.copyLog();
};

const tidyWhenIdle = (): void => {
  if (isClosing || !core.untidy) return;
  tidyOnce();
  setImmediate(tidyWhenIdle);
};

setInterval(() => {
  if (isClosing) return;
  core.noticeQuiet();
  tidyWhenIdle();
}, QUIET_CHECK_MS);

const commit = (): void => {
  isDue = false;
  const group = waiting;
  waiting = [];
  if (group.length > 0) {
    const outcomes = pace.measure(() => core.commit(group.map(({ call }) => call)));
    reply({ outcomes: group.map(({ id }, index) => ({ id, outcome: outcomes[index] as Outcome })) });
  }
  if (isClosing) return;
  tidyOnce();
  setImmediate(tidyWhenIdle);
};

const close = async (): Promise<void> => {
  isClosing = true;
  commit();
  await copier?.close();
  core.close();
  reply({ closed: true });
  // The port and the timer would keep the thread.
  process.exit();
};

port.on("message", (message: ToThread<WriterCall>) => {
  if ("close" in message) return void close();
  waiting.push(...message.calls);
  if (isDue) return;
  isDue = true;
  const waitMs = pace.waitMs();
  // Calls that have arrived already join the group.
  if (waitMs < 1) setImmediate(commit);
  else setTimeout(commit, waitMs);
});

reply({ ready: true });
