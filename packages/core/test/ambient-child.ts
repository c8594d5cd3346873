import { existsSync, readFileSync } from "node:fs";
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
if (manner === "wait") await knowsTheMachine();
else await new Promise((done) => setTimeout(done, 300));
run.log({ a: 1 });
if (manner === "throw") throw new Error("the training broke");
await run.finish();
process.stdout.write(JSON.stringify({ tookMs }));

/** Until the run file has the GPU, its metrics and the packages, or twenty seconds have passed. */
async function knowsTheMachine(): Promise<void> {
  const needed = ["gpu.0.gpu", "Fake", "requirements.txt"];
  for (let tries = 0; tries < 400; tries++) {
    const text = existsSync(run.folder) ? readFileSync(`${run.folder}/run-abc.wandb`, "latin1") : "";
    if (needed.every((one) => text.includes(one))) return;
    await new Promise((done) => setTimeout(done, 50));
  }
}
