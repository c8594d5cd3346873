import { describe, expect, test } from "vitest";
import { fixture, readEvents } from "./read-events.ts";

describe("TensorFlow 2's form", () => {
  const { rows, records, files, leftOut, damage } = readEvents(fixture("tensorflow"));

  test("scalars of one step are one row, with the time of the last and the seconds since the file began", () => {
    expect(rows).toHaveLength(5);
    expect(rows[1]).toEqual({
      epoch_loss: 0.5,
      epoch_accuracy: Math.fround(0.6),
      _step: 1,
      _timestamp: 1_700_000_003.5,
      _runtime: 2,
    });
    expect(leftOut).toEqual({});
    expect(damage).toEqual([]);
  });

  test("hyperparameters are the config, with their types", () => {
    const update = records.flatMap((record) => (record.type === "config" ? record.update : []));
    expect(Object.fromEntries(update.map(({ path, value }) => [path.join("/"), value]))).toEqual({
      lr: 0.001,
      optimizer: "adam",
      nesterov: true,
      layers: 3,
    });
  });

  test("a histogram has its buckets, a text its words", () => {
    const { weights, note } = rows[4] ?? {};
    expect(weights).toMatchObject({ _type: "histogram", values: Array.from({ length: 10 }, () => 10) });
    expect((weights as { bins: number[] }).bins.map((edge) => Number(edge.toFixed(6)))).toEqual([
      -1, -0.8, -0.6, -0.4, -0.2, 0, 0.2, 0.4, 0.6, 0.8, 1,
    ]);
    expect(note).toBe("**five** epochs");
  });

  test("pictures and sounds come as the bytes that were written", () => {
    const { picture, sound } = rows[4] ?? {};
    const names = files.map(({ path }) => path);
    expect(picture).toMatchObject({
      _type: "images/separated",
      width: 1,
      height: 1,
      count: 2,
      format: "png",
    });
    expect(picture).toHaveProperty("filenames", names.slice(0, 2));
    expect(sound).toMatchObject({ _type: "audio-file", path: names[2], size: 12 });
    expect(files[0]?.bytes.subarray(1, 4)).toEqual(new TextEncoder().encode("PNG"));
  });
});

describe("tensorboardX's and PyTorch's form", () => {
  const { rows, files, damage } = readEvents(fixture("tensorboardx"));

  test("simple values are numbers, also those that are none", () => {
    expect(rows.map((row) => row["train/loss"])).toEqual([1, 0.5, 0.25]);
    expect(rows[2]?.["train/nothing"]).toBeNaN();
    expect(damage).toEqual([]);
  });

  test("an old histogram keeps every value within the range that the data has", () => {
    const [, , row = {}] = rows;
    const { values, bins } = row["layer.1/kernel"] as { values: number[]; bins: number[] };
    expect(values.reduce((sum, count) => sum + count, 0)).toBe(1000);
    expect(bins).toHaveLength(values.length + 1);
    expect(values.length).toBeLessThanOrEqual(512);
    expect(bins[0]).toBeGreaterThan(-4);
    expect(bins.at(-1)).toBeLessThan(4.1);
  });

  test("picture, sound and text are there", () => {
    expect(rows[2]).toMatchObject({
      samples: { _type: "image-file", width: 6, height: 4, format: "png" },
      voice: { _type: "audio-file" },
    });
    expect(rows[2]?.["remark/text_summary"] ?? rows[2]?.["remark"]).toBe("a *word*");
    expect(files.map(({ path }) => path.slice(path.lastIndexOf(".")))).toEqual([".png", ".wav"]);
  });
});

test.each(["tensorflow", "tensorboardx"] as const)("pieces of any size give the same: %s", (name) => {
  const whole = readEvents(fixture(name));
  for (const piece of [1, 7, 64, 1000]) expect(readEvents(fixture(name), { piece })).toEqual(whole);
});

test("a file that is read at each of its lengths gives rows that stay as they were when it has grown", () => {
  const bytes = fixture("tensorflow");
  for (let length = 0; length <= bytes.length; length++) {
    const { rows: before, position } = readEvents(bytes.subarray(0, length));
    const { rows } = readEvents(bytes, { cuts: [position] });
    expect(rows.slice(0, before.length)).toEqual(before);
    expect(cellsOf(rows)).toEqual(cellsOf(readEvents(bytes).rows));
  }
});

function cellsOf(rows: readonly object[]): string[] {
  return rows
    .flatMap((row) =>
      Object.entries(row)
        .filter(([key]) => !key.startsWith("_"))
        .map(([key, value]) => `${(row as { _step: number })._step} ${key} ${JSON.stringify(value)}`),
    )
    .sort();
}
