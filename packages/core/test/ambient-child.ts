import { init } from "../src/node/index.ts";

/** Prints around and inside of a run, and says how long `init` held it up. */
const [, , folder = "", , manner = ""] = process.argv;

process.stdout.write("before\n");
const started = performance.now();
const run = await init({ project: "ambient", id: "abc", dir: folder, stats: { intervalSeconds: 0.1 } });
const tookMs = performance.now() - started;
process.stdout.write("\r 50%");
process.stdout.write("\r100%\n");
process.stderr.write("oh\n");
await new Promise((done) => setTimeout(done, 300));
run.log({ a: 1 });
if (manner === "throw") throw new Error("the training broke");
await run.finish();
process.stdout.write(JSON.stringify({ tookMs }));
