import { init } from "../src/node/index.ts";

/** Logs into a run and leaves without finishing it, in the given manner. */
const [, , folder = "", manner = ""] = process.argv;

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
  case "throw":
    throw new Error("the training broke");
  case "signal":
    process.kill(process.pid, "SIGTERM");
    setInterval(() => undefined, 1000);
    break;
  default:
    throw new Error(`The manner "${manner}" is unknown.`);
}
