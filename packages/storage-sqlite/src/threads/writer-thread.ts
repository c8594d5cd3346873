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
/** Sealing keeps up with rows when there is a piece for so many of their bytes. */
const BYTES_A_PIECE = 65_536;
/** So many times as long as a piece of tidying took is the rest after it. */
const RESTS = 3;

let waiting: NumberedCall<WriterCall>[] = [];
let isDue = false;
let resting: NodeJS.Timeout | undefined;
let isClosing = false;

/** Does some pieces and goes on after a rest: calls find the thread free, and a commit waits for few pages to be written. */
const tidy = (pieces: number): void => {
  const start = systemClock.monotonic();
  for (let piece = 0; piece < pieces && core.untidy; piece++) core.tidy();
  if (core.logPages >= MANY_PAGES) copier?.start(finishCopy);
  clearTimeout(resting);
  resting = setTimeout(tidyWhenIdle, RESTS * (systemClock.monotonic() - start));
};

const finishCopy = (): void => {
  if (!isClosing && core.logPages <= FEW_PAGES) core.copyLog();
};

const tidyWhenIdle = (): void => {
  // A commit that is due does a piece itself.
  if (!isClosing && !isDue && core.untidy) tidy(1);
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
  // With commits one after the other there is no other time, so what a group stored decides.
  if (!isClosing) tidy(1 + Math.floor(storedBytes(group) / BYTES_A_PIECE));
};

const storedBytes = (group: readonly NumberedCall<WriterCall>[]): number => {
  let sum = 0;
  for (const { call } of group)
    if (call.name === "append") for (const { bytes } of call.args) sum += bytes.length;
  return sum;
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
