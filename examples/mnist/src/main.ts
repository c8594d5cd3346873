import { init } from "@stepwell/core";
import { countedRun } from "./counted-run.ts";
import type { Settings } from "./model.ts";
import { createRowDigest } from "./row-digest.ts";
import { train } from "./train.ts";

const epochs = Number(process.argv[2] ?? 6);
const settings: Settings = { hiddenUnits: 32, learningRate: 1e-3, batchSize: 64, epochs, seed: 7 };

// The demo compares what was logged here with what a server stored.
const digest = createRowDigest();
const run = countedRun(await init({ project: "mnist", name: "dense-32", config: settings }), digest);
process.send?.({ started: { project: "mnist", id: run.id } });
await train(run, settings);
await run.finish();
process.send?.({ finished: { rows: digest.rows, hash: digest.hash() } });
process.disconnect?.();
