import type { Client } from "@stepwell/client";
import type { Artifact, Run, Table } from "@stepwell/core";
import type * as tf from "@tensorflow/tfjs";

/** What the blocks of the documentation use and do not say. */
declare global {
  const run: Run;
  const client: Client;
  const model: tf.Sequential;
  const xs: tf.Tensor2D;
  const ys: tf.Tensor2D;
  const epochs: readonly number[];
  const batches: readonly object[];
  const data: Artifact;
  const table: Table;
  const rank: number;
  const step: number;
  const labels: number[];
  const scores: number[][];
  const losses: number[];
  const points: Float32Array;
  const pixels: Uint8Array;
  const film: Uint8Array;
  const samples: Float32Array;
  const weights: Float32Array;
  function train(epoch: number): Promise<void>;
  function trainOn(batch: object): { loss: number; accuracy: number };
  function validate(): number;
}
