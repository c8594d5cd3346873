import { UsageError } from "@stepwell/core";
import type { Image, Table } from "@stepwell/core";
import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { predictionImages } from "./prediction-images.ts";
import { predictionTable } from "./prediction-table.ts";
import { stepwellCallback } from "./stepwell-callback.ts";
import { FORMS } from "./testing/forms.ts";
import { createMemoryRun } from "./testing/memory-run.ts";
import { createSmallProblem } from "./testing/small-model.ts";
import type { SmallProblem } from "./testing/small-model.ts";
import type { ExamplesLike, PredictorLike } from "./tfjs-shapes.ts";

let problem: SmallProblem;
let tensorsBefore: number;

beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
  problem = createSmallProblem();
});

afterEach(() => {
  problem.dispose();
  expect(tf.memory().numTensors).toBe(tensorsBefore);
});

/** A model that gives out what it is told, whatever comes in. */
const telling = (...outputs: number[][]): PredictorLike => ({ predict: () => tf.tensor2d(outputs) });

/** Does something with a tensor of zeros, and disposes of it. */
async function withZeros<T>(shape: number[], work: (zeros: ExamplesLike) => Promise<T>): Promise<T> {
  const zeros = tf.zeros(shape);
  try {
    return await work(zeros);
  } finally {
    zeros.dispose();
  }
}

const records = (table: Table): Record<string, unknown>[] =>
  [...table].map((row) => Object.fromEntries(table.columns.map((column, place) => [column, row[place]])));

describe("predictionTable", () => {
  test("shows classes by name, their scores, and what is true of one-hot labels", async () => {
    const { model, xs, ys } = problem;
    const table = await predictionTable(model, xs, { labels: ys, classes: ["a", "b", "c"], count: 5 });

    expect(table.columns).toEqual([
      "input",
      "truth",
      "correct",
      "prediction",
      "score",
      "score_a",
      "score_b",
      "score_c",
    ]);
    const outputs = tf.tidy(() => model.predict(xs.slice(0, 5)) as tf.Tensor2D);
    const [inputs, scores] = [xs.arraySync(), outputs.arraySync()];
    outputs.dispose();
    expect(table.rowCount).toBe(5);
    for (const [index, row] of records(table).entries()) {
      const own = scores[index] as number[];
      const prediction = "abc"[own.indexOf(Math.max(...own))];
      const truth = "abc"[index % 3];
      expect(row).toEqual({
        input: inputs[index],
        truth,
        correct: truth === prediction,
        prediction,
        score: Math.max(...own),
        score_a: own[0],
        score_b: own[1],
        score_c: own[2],
      });
    }
  });

  test.each([
    ["numbers", [2, 0]],
    ["names", ["c", "a"]],
  ])("takes labels as %s", async (_kind, labels) => {
    const model = telling([0, 0, 1], [0, 1, 0]);
    const options = { labels: labels as number[], classes: ["a", "b", "c"] };
    const table = await withZeros([2, 1], (zeros) => predictionTable(model, zeros, options));
    expect(records(table)).toMatchObject([
      { input: 0, truth: "c", prediction: "c", correct: true },
      { input: 0, truth: "a", prediction: "b", correct: false },
    ]);
  });

  test("one output with two classes is the score of the second", async () => {
    const options = { labels: [1, 1], classes: ["cat", "dog"] };
    const table = await withZeros([2, 1], (zeros) =>
      predictionTable(telling([0.75], [0.25]), zeros, options),
    );
    expect(records(table)).toEqual([
      {
        input: 0,
        truth: "dog",
        correct: true,
        prediction: "dog",
        score: 0.75,
        score_cat: 0.25,
        score_dog: 0.75,
      },
      {
        input: 0,
        truth: "dog",
        correct: false,
        prediction: "cat",
        score: 0.75,
        score_cat: 0.75,
        score_dog: 0.25,
      },
    ]);
  });

  test("values are shown with their error, several of them as lists", async () => {
    const one = await withZeros([2, 1], (zeros) =>
      predictionTable(telling([1.5], [-2]), zeros, { labels: [1, 1] }),
    );
    expect(records(one)).toEqual([
      { input: 0, truth: 1, prediction: 1.5, error: 0.5 },
      { input: 0, truth: 1, prediction: -2, error: -3 },
    ]);
    const more = await withZeros([1, 1], (zeros) => predictionTable(telling([3, -4]), zeros));
    expect(records(more)).toEqual([{ input: 0, prediction: [3, -4] }]);
  });

  test("pictures are images: inputs in flat rows, and outputs of the same shape", async () => {
    const noise = tf.randomUniform([3, 16], 0, 1, "float32", 5);
    const model: PredictorLike = { predict: (inputs) => (inputs as tf.Tensor).mul(0.5) };
    const table = await predictionTable(model, noise, { labels: noise, imageShape: [4, 4] });
    noise.dispose();
    expect(table.columns).toEqual(["input", "truth", "prediction"]);
    expect(table.rowCount).toBe(3);
    for (const cell of [...table].flat()) {
      expect((cell as Image).encoded).toMatchObject({ format: "png", width: 4, height: 4 });
    }
  });

  test("inputs too long for a cell are left out, and many classes have no column each", async () => {
    const scores = Array.from({ length: 21 }, (_, place) => (place === 3 ? 1 : 0));
    const table = await withZeros([1, 300], (zeros) => predictionTable(telling(scores), zeros));
    expect(records(table)).toEqual([{ prediction: 3, score: 1 }]);
  });

  test("takes models with several inputs and outputs", async () => {
    const model: PredictorLike = {
      predict(inputs) {
        const [left, right] = inputs as tf.Tensor[];
        return tf.tidy(() => [
          (left as tf.Tensor).add(right as tf.Tensor),
          (left as tf.Tensor).sub(right as tf.Tensor),
        ]);
      },
    };
    const [left, right] = [tf.tensor2d([[1], [2]]), tf.tensor2d([[10], [20]])];
    const table = await predictionTable(model, [left, right], { output: 1 });
    expect(records(table)).toEqual([
      { input_0: 1, input_1: 10, prediction: -9 },
      { input_0: 2, input_1: 20, prediction: -18 },
    ]);
    await expect(predictionTable(model, [left, right], { output: 2 })).rejects.toThrow('as its output "2"');
    tf.dispose([left, right]);
  });

  test("a model that hands back its input, or throws, leaves no tensor", async () => {
    await withZeros([2, 2], async (zeros) => {
      await predictionTable({ predict: (inputs) => inputs }, zeros);
      const failing: PredictorLike = {
        predict() {
          throw new Error("no kernel");
        },
      };
      await expect(predictionTable(failing, zeros)).rejects.toThrow("no kernel");
    });
  });
});

describe("predictionImages", () => {
  test("shows inputs with the prediction and the truth as caption", async () => {
    const options = { labels: [0, 1], classes: ["no", "yes"] };
    const model = telling([0.9, 0.1], [0.8, 0.2]);
    const images = await withZeros([2, 3, 3, 1], (zeros) => predictionImages(model, zeros, options));
    expect(images.map(({ caption }) => caption)).toEqual(["no", "no (truth: yes)"]);
  });

  test("shows outputs that are pictures, as a generator's", async () => {
    const generator: PredictorLike = { predict: () => tf.ones([2, 5, 4, 3]) };
    const images = await withZeros([2, 8], (zeros) => predictionImages(generator, zeros));
    expect(images.map(({ encoded }) => [encoded?.width, encoded?.height])).toEqual([
      [4, 5],
      [4, 5],
    ]);
  });

  test("says what it would need where nothing is a picture", async () => {
    const images = withZeros([1, 8], (zeros) => predictionImages(telling([1, 2]), zeros));
    await expect(images).rejects.toThrow('examples of the shapes "[8], [2]" are no pictures');
  });
});

describe.each(FORMS)("validation %s", (_form, form) => {
  const QUIET = { verbose: 0, batchSize: 8, shuffle: false } as const;

  test("logs the predictions of each epoch's model with its row, in order", async () => {
    const { model, xs, ys } = problem;
    const run = createMemoryRun();
    const validation = { data: xs, labels: ys, count: 2 };
    const after: number[][] = [];
    const callbacks = stepwellCallback({ run, model, validation, ...form });
    const { onEpochEnd } = callbacks;
    callbacks.onEpochEnd = async (epoch, logs) => {
      after.push(tf.tidy(() => [...(model.predict(xs.slice(0, 2)) as tf.Tensor).max(1).dataSync()]));
      await onEpochEnd(epoch, logs);
    };
    await model.fit(xs, ys, { ...QUIET, epochs: 2, callbacks });

    const tables = run.rows.flatMap((row) => (row["epoch/predictions"] as Table | undefined) ?? []);
    expect(tables.map((table) => table.getColumn("score"))).toEqual(after);
    expect(after[0]).not.toEqual(after[1]);
    expect(run.rows.map((row) => ("epoch/epoch" in row ? "epoch" : row["batch/batch_step"]))).toEqual([
      0,
      1,
      2,
      "epoch",
      3,
      4,
      5,
      "epoch",
    ]);
  });

  test("logs images under a name of one's own, after every nth epoch", async () => {
    const { model, xs, ys } = problem;
    const run = createMemoryRun();
    const validation = {
      data: xs,
      as: "images",
      imageShape: [2, 2],
      every: 2,
      key: "samples",
      count: 3,
    } as const;
    await model.fit(xs, ys, {
      ...QUIET,
      epochs: 4,
      callbacks: stepwellCallback({ run, model, logEvery: "epoch", validation, ...form }),
    });
    expect(run.rows.map((row) => (row["epoch/samples"] as Image[] | undefined)?.length)).toEqual([
      undefined,
      3,
      undefined,
      3,
    ]);
  });

  test("examples that are gone cost their table, not the training or the row", async () => {
    const { model, xs, ys } = problem;
    const run = createMemoryRun();
    const data = xs.clone();
    const callbacks = stepwellCallback({ run, model, logEvery: "epoch", validation: { data }, ...form });
    data.dispose();
    await model.fit(xs, ys, { ...QUIET, epochs: 2, callbacks });
    expect(run.rows.map((row) => [row["epoch/epoch"], "epoch/predictions" in row])).toEqual([
      [0, false],
      [1, false],
    ]);
    expect(callbacks.stats()).toMatchObject({ logged: 2, failed: 2 });
  });
});

test.each([
  [{}, "has no tensor"],
  [{ data: [[1, 2]] }, "has no tensor"],
  [{ data: [] }, "has no tensor"],
  [{ label: [1] }, '"validation" has no "label"'],
  [{ as: "video" }, 'logged as "video"'],
  [{ every: 1.5 }, '"every" of "validation" is "1.5"'],
  [{ count: 0 }, '"count" of "validation" is "0"'],
  [{ output: -1 }, '"output" of "validation" is "-1"'],
  [{ key: "" }, '"key" of "validation" is ""'],
])("refuses the validation %j with a sentence", (options, sentence) => {
  const data = sentence.includes("tensor") ? {} : { data: problem.xs };
  const validation = { ...data, ...options } as never;
  expect(() => stepwellCallback({ run: createMemoryRun(), validation })).toThrow(sentence);
});

test.each([[[[1, 2]]], [[]], [undefined], ["digits"], [new Float32Array(4)]])(
  "%j is refused where examples are asked for",
  async (data) => {
    const given = data as unknown as ExamplesLike;
    await expect(predictionTable(problem.model, given)).rejects.toThrow(UsageError);
    await expect(predictionImages(problem.model, given)).rejects.toThrow("is no tensor, and no list of them");
  },
);
