import { parentPort, workerData } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { loadDriver } from "../database/driver.ts";
import { createLogCopy } from "../database/log-copy.ts";
import type { ThreadData, ToCopyThread } from "./thread-messages.ts";

// The worker that copies SQLite's log into the file, so that no commit waits for it.
const port = parentPort as MessagePort;
const Driver = await loadDriver();
const database = new Driver((workerData as ThreadData).file);
database.exec("PRAGMA synchronous = FULL");
const log = createLogCopy(database);

port.on("message", (message: ToCopyThread) => {
  if (message === "close") {
    database.close();
    // The port would keep the thread.
    process.exit();
  }
  try {
    log?.copy();
  } catch {
    // A full disk, say. The log stays as it is, and the writer copies it itself when it grows too long.
  }
  port.postMessage("copied");
});
