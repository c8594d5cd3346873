import { wandb } from "@wandb/sdk";

// Runs of W&B's client for JavaScript, in a folder where it is installed. The last line is what was logged, as JSON.

const logged = {};

async function logRun(id, config, exitCode, log) {
  const run = await wandb.init({ project: "sdk", id, name: `Name of ${id}`, config });
  const rows = [];
  log(
    (row, ...more) => {
      run.log({ ...row }, ...more);
      return row;
    },
    (row) => rows.push(row),
  );
  await run.finish(exitCode);
  logged[id] = { config: config ?? {}, rows, exitCode };
}

const deep = { list: [1, "two", null, { three: true }], text: "ü 😀 \u2028", none: null, value: 3 };
await logRun("sdk-plain", { lr: 0.5, layers: [1, 2], deep, yes: true }, 0, (log, keep) => {
  for (let step = 0; step < 500; step++) {
    keep({
      _step: step,
      ...log({ loss: 1 / (step + 1), deep: { x: step }, "a/b": -step, text: `row ${step}` }),
    });
  }
  keep({ _step: 500, ...log(deep) });
});
await logRun("sdk-held", undefined, 3, (log, keep) => {
  keep({ _step: 0, ...log({ big: 2 ** 53, tiny: 5e-324, whole: 1e21 }) });
  const held = log({ held: 1 }, undefined, false);
  keep({ _step: 2, ...held, ...log({ more: 2 }) });
  // What JSON has no word for.
  log({ nan: NaN, none: undefined });
  keep({ _step: 3, nan: null });
  keep({ _step: 50, ...log({ jumped: true }, 50) });
});
console.log(`logged: ${JSON.stringify(logged)}`);
process.exit(0);
