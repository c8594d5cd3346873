import { init } from "@stepwell/core";

// A training that is killed in the middle: <folder>.
const run = await init({
  dir: process.argv[2] ?? ".",
  project: "harbor",
  id: "harbor-killed",
  name: "cold-shoal-24",
  silent: true,
});
for (let step = 0; step < 400; step++) {
  run.log({ "train/loss": 1 / (step + 1), "train/dice": 1 - 1 / (step + 2), "val/miou": step / 1_000 });
  if (step % 50 === 0) console.log(`step ${step}: \u001b[32mloss ${(1 / (step + 1)).toFixed(4)}\u001b[0m`);
}
console.error("\u001b[31mRuntimeError: out of memory while allocating 2.4 GiB\u001b[0m");
await run.flush();
setTimeout(() => process.kill(process.pid, "SIGKILL"), 500);
