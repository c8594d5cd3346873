import { writeSync } from "node:fs";
import { init } from "../src/node/index.ts";

/** Logs into a run and leaves without finishing it, in the given manner. */
const started = performance.now();
const [, , folder = "", manner = ""] = process.argv;

if (manner === "own-listener-before") process.once("SIGINT", leaveSlowly);

const run = await init({ project: "leave", id: "abc", dir: folder });
run.log({ a: 1 });
run.log({ b: 2 }, { commit: false });

switch (manner) {
  case "stderr-gone":
    await run.finish();
    // By then an error of the closed pipe has arrived.
    await new Promise(setImmediate);
    break;
  case "end":
    break;
  case "exit":
    process.exit(3);
  case "exit-code":
    process.exitCode = 4;
    break;
  case "throw":
    throw new Error("the training broke");
  case "rejection":
    void Promise.reject(new Error("the training broke"));
    setInterval(() => undefined, 1000);
    break;
  case "SIGINT":
  case "SIGTERM":
  case "SIGHUP":
    interrupt(manner);
    break;
  case "own-listener-before":
    interrupt("SIGINT");
    break;
  case "own-listener-after":
    process.on("SIGINT", leaveSlowly);
    interrupt("SIGINT");
    break;
  case "second-signal":
    process.once("SIGINT", () => setTimeout(() => process.kill(process.pid, "SIGINT"), 10));
    interrupt("SIGINT");
    break;
  case "polite-listener":
    bePolite();
    interrupt("SIGTERM");
    break;
  case "never-waits":
    for (let ready = false, at = 0; ;) {
      if (performance.now() < at) continue;
      at = performance.now() + 5;
      run.log({ c: 3 });
      if (!ready && performance.now() - started > 3000) {
        writeSync(1, "ready");
        ready = true;
      }
    }
  case "dispose":
    run[Symbol.dispose]();
    break;
  default:
    throw new Error(`The manner "${manner}" is unknown.`);
}

function interrupt(signal: NodeJS.Signals): void {
  process.kill(process.pid, signal);
  setInterval(() => undefined, 1000);
}

/** A program that goes on for a while after a signal, and logs. */
function leaveSlowly(): void {
  setTimeout(() => {
    run.log({ late: true });
    process.exit(7);
  }, 50);
}

/** As the library signal-exit does: ends the process only when none but its own listeners are there. */
function bePolite(): void {
  Reflect.set(globalThis, Symbol.for("signal-exit emitter"), { count: 1 });
  process.on("SIGTERM", function end() {
    if (process.listenerCount("SIGTERM") > 1) return;
    process.off("SIGTERM", end);
    process.kill(process.pid, "SIGTERM");
  });
}
