import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";

const BIG = {
  g: { x: 1, y: { z: 2 } },
  nan: NaN,
  inf: Infinity,
  none: null,
  s: "str",
  l: [1, 2],
  el: [],
  t: true,
};
const MEDIA = /^media\/images\/img_\d+_[0-9a-f]{20}\.png$/;

/**
 * Runs whose rows are known from W&B's own client. `log` makes the calls; `rows`, `summary` and `config` are what has to
 * come out, without times. A function in their place looks at the value itself.
 */
export const GOLDEN_RUNS = [
  {
    name: "steps",
    config: { lr: 0.001, deep: { layers: [8, 16], act: "relu" }, tiny: 1e-7 },
    exitCode: 0,
    log(run, { Image }) {
      run.log({ a: 1 });
      run.log({ b: 2 }, { commit: false });
      run.log({ c: 3 });
      run.log({ d: 4 }, { step: 10 });
      run.log({ d: 5 }, { step: 10 });
      run.log({ e: 6 }, { step: 5 });
      run.log({ f: 6 }, { step: 12, commit: true });
      run.log({ ...BIG, e: {}, big: 2n ** 60n, arr: Float64Array.from({ length: 40 }, (_, index) => index) });
      run.log({});
      run.log({ _step: 99, _timestamp: 5, _custom: 3, "a.b": 7, "a/b": 8 });
      const picture = () => new Image(Uint8Array.of(0, 128, 255, 64), { shape: [2, 2] });
      run.log({ img: picture() });
      run.log({ n: { img: picture() } });
    },
    rows: [
      { _step: 0, a: 1 },
      { _step: 1, b: 2, c: 3 },
      { _step: 10, d: 5 },
      { _step: 12, f: 6 },
      { _step: 13, ...BIG, big: 2n ** 60n, arr: isHistogram },
      { _step: 14 },
      { _step: 15, _custom: 3, "a.b": 7, "a/b": 8 },
      { _step: 16, img: isPicture },
      { _step: 17, n: { img: isPicture } },
    ],
  },
  {
    name: "values",
    config: {},
    exitCode: 3,
    log(run) {
      run.log({ half: 0.5, small: 1e-7, large: 1e21, time: 1795315387.114234, whole: 2, zero: -0 });
      run.log({ a: 2n ** 53n + 1n, b: 2n ** 63n - 1n, c: -(2n ** 63n), d: 2n ** 63n });
      run.log({ s: 'é\u2028<>&"\\/\u0001\t\n😀', list: [true, 0, NaN, "x", null], "": 1 });
      run.log({ deep: { a: { b: { c: [1.5, { d: 2 }] } } }, "k ey\n": 1, long: "x".repeat(100_000) });
    },
    rows: [
      { _step: 0, half: 0.5, small: 1e-7, large: 1e21, time: 1795315387.114234, whole: 2, zero: 0 },
      { _step: 1, a: 2n ** 53n + 1n, b: 2n ** 63n - 1n, c: -(2n ** 63n), d: 2 ** 63 },
      { _step: 2, s: 'é\u2028<>&"\\/\u0001\t\n😀', list: [true, 0, NaN, "x", null] },
      { _step: 3, deep: { a: { b: { c: [1.5, { d: 2 }] } } }, "k ey\n": 1, long: "x".repeat(100_000) },
    ],
  },
  {
    name: "definitions",
    config: { epochs: 3 },
    exitCode: 0,
    log(run) {
      run.defineMetric("epoch", { hidden: true });
      run.defineMetric("train/*", { stepMetric: "epoch" });
      run.defineMetric("acc", { summary: "max,min,mean,last,first" });
      run.defineMetric("loss", { summary: "none" });
      run.defineMetric("x.y", { summary: "max" });
      for (let epoch = 0; epoch < 3; epoch++) {
        run.log({ epoch, acc: [0.5, 0.9, 0.7][epoch], loss: 1 / (epoch + 1), x: { y: [3, 1, 2][epoch] } });
        run.log({ "train/l": epoch });
      }
      run.summary.set("note", "set");
    },
    rows: [0, 1, 2].flatMap((epoch) => [
      {
        _step: 2 * epoch,
        epoch,
        acc: [0.5, 0.9, 0.7][epoch],
        loss: 1 / (epoch + 1),
        x: { y: [3, 1, 2][epoch] },
      },
      { _step: 2 * epoch + 1, "train/l": epoch, epoch },
    ]),
    summary: {
      acc: {
        last: 0.7,
        first: 0.5,
        max: 0.9,
        min: 0.5,
        mean: (value) => assert.ok(Math.abs(value - 0.7) < 1e-9),
      },
      x: { y: { max: 3 } },
      "train/l": 2,
      epoch: 2,
      note: "set",
      _step: 5,
    },
  },
  {
    name: "media",
    config: {},
    exitCode: 0,
    log(run, core) {
      const picture = new core.Image(Uint8Array.of(0, 128, 255, 64), {
        shape: [2, 2],
        boxes: { found: { boxes: [{ position: { minX: 0, maxX: 1, minY: 0, maxY: 1 }, classId: 1 }] } },
        masks: { area: { data: Uint8Array.of(0, 0, 1, 1) } },
      });
      run.log({
        page: new core.Html("<p>x"),
        text: new core.Markdown("**x**"),
        sound: new core.Audio(new Float32Array(8), { sampleRate: 8 }),
        clip: new core.Video(new Uint8Array(32), { shape: [2, 1, 4, 4] }),
        molecule: new core.Molecule("END", { fileType: "pdb" }),
        cloud: new core.Object3D([[0, 0, 0]]),
        figure: new core.Plotly({ data: [] }),
        model: new core.Graph().addNode({ id: "a" }),
        pictures: [picture, picture],
      });
      const table = new core.Table({ columns: ["picture", "n"], logMode: "INCREMENTAL" });
      run.log({ table: table.addData(picture, 1) });
      run.log({ table: table.addData(picture, 2) });
      run.log({ fixed: new core.Table({ columns: ["n"], data: [[NaN]] }) });
    },
    rows: [
      {
        _step: 0,
        page: isMedia("html-file"),
        text: isMedia("html-file"),
        sound: isMedia("audio-file"),
        clip: isMedia("video-file"),
        molecule: isMedia("molecule-file"),
        cloud: isMedia("object3D-file"),
        figure: isMedia("plotly-file"),
        model: isMedia("graph-file"),
        pictures: isMedia("images/separated"),
      },
      { _step: 1, table: isMedia("incremental-table-file") },
      { _step: 2, table: isMedia("incremental-table-file") },
      { _step: 3, fixed: isMedia("table-file") },
    ],
  },
  {
    name: "everything",
    config: { lr: 1 },
    exitCode: 0,
    async log(run, core) {
      run.defineMetric("curve", { summary: "min", goal: "minimize", stepMetric: "epoch", hidden: true });
      run.log({ curve: 1, epoch: 1 });
      const table = new core.Table({
        columns: ["x", "y"],
        data: [
          [1, 2],
          [3, 4],
        ],
        logMode: "MUTABLE",
      });
      const { plot } = core;
      const [truth, scores] = [
        [0, 1],
        [
          [0.9, 0.1],
          [0.2, 0.8],
        ],
      ];
      run.log({
        table,
        histogram: new core.Histogram([1, 2, 3]),
        line: plot.line(table, "x", "y"),
        scatter: plot.scatter(table, "x", "y"),
        bar: plot.bar(table, "x", "y"),
        bins: plot.histogram(table, "x"),
        series: plot.lineSeries([0, 1], [[1, 2]]),
        precision: plot.prCurve(truth, scores),
        roc: plot.rocCurve(truth, scores),
        confusion: plot.confusionMatrix({ yTrue: truth, preds: [0, 1] }),
        spec: new core.Vega({ $schema: "https://vega.github.io/schema/vega-lite/v6.json", mark: "bar" }),
      });
      run.summary.set("best", { deep: 1 });
      run.summary.set("gone", 1);
      run.summary.delete("gone");
      run.config.update({ lr: 2, more: [1, null] }, { allowValChange: true });
      run.pinConfigKeys(["lr"]);
      run.alert("Look", "at this", { level: "WARN" });
      run.markPreempting();
      run.writeLogs("a line\rA");
      run.name = "Everything";
      run.tags = ["all", "of it"];
      run.notes = "said";
      const note = join(run.folder, "note.txt");
      writeFileSync(note, "kept");
      for (const policy of ["now", "live", "end"]) run.save(note, { basePath: run.folder, policy });
      const artifact = new core.Artifact({ name: "things", type: "dataset", metadata: { rows: 2 } });
      await artifact.addFile(note);
      await artifact.addReference("https://example.test/data.bin");
      await run.logArtifact(artifact, { aliases: ["best"] });
      await run.logModel(note, { name: "model" });
    },
    rows: [
      { _step: 0, curve: 1, epoch: 1 },
      {
        _step: 1,
        table: isMedia("table-file"),
        histogram: (value, place) => assert.equal(value?._type, "histogram", place),
        spec: isMedia("vega-file"),
        ...Object.fromEntries(
          ["line", "scatter", "bar", "bins", "series", "precision", "roc", "confusion"].map((key) => [
            `${key}_table`,
            isMedia("table-file"),
          ]),
        ),
      },
    ],
    finalConfig: { lr: 2, more: [1, null] },
  },
  {
    name: "many-rows",
    config: {},
    exitCode: 0,
    log(run) {
      for (let row = 0; row < 2000; row++) run.log({ loss: 1 / (row + 1), text: "y".repeat(row % 97) });
    },
    rows: Array.from({ length: 2000 }, (_, row) => ({
      _step: row,
      loss: 1 / (row + 1),
      text: "y".repeat(row % 97),
    })),
  },
];

/** Throws an `AssertionError` that names the place unless `actual` is what was expected. Times are left out of rows. */
export function assertMatches(actual, expected, place) {
  if (typeof expected === "function") return expected(actual, place);
  if (Array.isArray(expected)) {
    assert.ok(Array.isArray(actual) && actual.length === expected.length, `${place}: ${shorten(actual)}`);
    expected.forEach((value, index) => assertMatches(actual[index], value, `${place}[${index}]`));
  } else if (typeof expected === "object" && expected !== null) {
    assert.ok(typeof actual === "object" && actual !== null, `${place}: ${shorten(actual)}`);
    assert.deepEqual(Object.keys(actual).sort(), Object.keys(expected).sort(), `keys of ${place}`);
    for (const key of Object.keys(expected)) assertMatches(actual[key], expected[key], `${place}.${key}`);
  } else {
    // Zero and negative zero are one number here.
    const same = Object.is(actual, expected) || (actual === 0 && expected === 0);
    assert.ok(same, `${place}: ${shorten(actual)} instead of ${shorten(expected)}`);
  }
}

/** A row without its times, which have to be there. */
export function withoutTimes({ _timestamp, _runtime, ...row }) {
  assert.equal(typeof _timestamp, "number", "_timestamp");
  assert.equal(typeof _runtime, "number", "_runtime");
  return row;
}

function isHistogram(value, place) {
  assert.equal(value?._type, "histogram", place);
  assert.equal(value.values.length, 32, place);
  assert.equal(value.bins.length, 33, place);
  assert.deepEqual([value.bins[0], value.bins[32]], [0, 39], place);
  assert.equal(
    value.values.reduce((sum, count) => sum + count, 0),
    40,
    place,
  );
}

function isPicture(value, place) {
  assert.equal(value?._type, "image-file", place);
  assert.match(value.path, MEDIA, place);
  assert.deepEqual([value.width, value.height, value.format], [2, 2, "png"], place);
}

function isMedia(type) {
  return (value, place) => assert.equal(value?._type, type, place);
}

function shorten(value) {
  const text = inspect(value, { depth: 3, breakLength: Infinity });
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
