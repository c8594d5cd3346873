import { init } from "@stepwell/core";
import { countedRun } from "./counted-run.ts";
import type { Settings } from "./model.ts";
import { createRowDigest } from "./row-digest.ts";
import { train } from "./train.ts";

const settings: Settings = { hiddenUnits: 32, learningRate: 1e-3, batchSize: 64, epochs: 6, seed: 7 };

const run = await init({ project: "mnist", name: "dense-32", config: settings });
// The demo compares what was logged here with what a server stored.
const digest = createRowDigest();
process.send?.({ started: { project: run.project, id: run.id } });
await train(countedRun(run, digest), settings);
await run.finish();
process.send?.({ finished: { rows: digest.rows, hash: digest.hash() } });
process.disconnect?.();
