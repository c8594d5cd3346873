import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskedCrc32c } from "../src/crc32c.ts";
import { double, event, field, frame, integer, join, pluginValue, scalar } from "./event-bytes.ts";
import { fixture, readEvents } from "./read-events.ts";

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

test("the checksum is CRC-32C, whose value for 123456789 everybody knows", () => {
  const crc = 0xe3069283;
  expect(maskedCrc32c(text("123456789"))).toBe((((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0);
});

describe("a damaged file", () => {
  const good = frame(event(10, 1, scalar("loss", 1)));
  const next = frame(event(11, 2, scalar("loss", 2)));

  test("a record with a wrong checksum is passed over and counted", () => {
    const bad = Uint8Array.from(good);
    bad[14] = (bad[14] as number) ^ 1;
    const { rows, damage } = readEvents(join(good, bad, next));
    expect(rows.map(({ loss }) => loss)).toEqual([1, 2]);
    expect(damage).toEqual(["the checksum of a record is wrong"]);
  });

  test("behind a wrong length nothing can be found", () => {
    const bad = Uint8Array.from(good);
    bad[0] = (bad[0] as number) ^ 1;
    const { rows, damage } = readEvents(join(good, bad, next));
    expect(rows).toHaveLength(1);
    expect(damage).toEqual([expect.stringMatching(/length is wrong/)]);
  });

  test("a giant length with a right checksum waits for no memory", () => {
    const bytes = new Uint8Array(20);
    const view = new DataView(bytes.buffer);
    view.setBigUint64(0, 2n ** 62n, true);
    view.setUint32(8, maskedCrc32c(bytes, 0, 8), true);
    expect(readEvents(join(good, bytes, next)).damage).toEqual([
      expect.stringMatching(/^a record has "4611/),
    ]);
  });

  test("a record that is no event is counted", () => {
    expect(readEvents(join(frame(text("\x0f\xff\xff")), next))).toMatchObject({
      rows: [{ loss: 2 }],
      damage: ["no event"],
    });
  });

  test("each bit of a real file may be wrong: all that is given was there", () => {
    const begin = fixture("tensorflow").slice(0, 700);
    const bytes = begin.slice(0, readEvents(begin).position);
    const steps = new Set(readEvents(bytes).rows.map(({ _step }) => _step));
    for (let at = 0; at < bytes.length * 8; at += 3) {
      const damaged = Uint8Array.from(bytes);
      damaged[at >> 3] = (damaged[at >> 3] as number) ^ (1 << (at & 7));
      const { rows, damage } = readEvents(damaged);
      for (const { _step } of rows) expect(steps.has(_step as number)).toBe(true);
      expect(damage.length + Number(rows.length < steps.size)).toBeGreaterThan(0);
    }
  });

  test("random bytes never throw, framed or not", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        readEvents(bytes);
        readEvents(frame(bytes));
        readEvents(frame(event(1, 1, bytes)));
        readEvents(frame(event(1, 1, pluginValue("a", "histograms", bytes))));
        readEvents(frame(event(1, 1, join(field(1, "a"), field(5, bytes)))));
        const hparams = field(9, field(1, join(field(1, "hparams"), field(2, bytes))));
        readEvents(frame(event(1, 1, join(field(1, "a"), hparams))));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("tags", () => {
  test("lead nowhere, whatever they are", () => {
    const png = join(Uint8Array.of(0x89), text("PNG\r\n"));
    const picture = join(field(1, "../../../etc/passwd\0"), field(4, field(4, png)));
    const [file] = readEvents(frame(event(1, 1, picture))).files;
    expect(file?.path).toMatch(/^media\/images\/_etc_passwd__1_[0-9a-f]{20}\.png$/);
  });

  test("with names of ours get another one", () => {
    const [row] = readEvents(frame(event(5, 7, scalar("_step", 99), scalar("_timestamp", 1)))).rows;
    expect(row).toMatchObject({ _step: 7, _timestamp: 5, "tag/_step": 99, "tag/_timestamp": 1 });
  });

  test("that come twice in a step are two rows, and falling steps stay", () => {
    const { rows } = readEvents(
      join(...[3, 3, 1].map((step, at) => frame(event(at, step, scalar("loss", at))))),
    );
    expect(rows.map(({ _step, loss }) => [_step, loss])).toEqual([
      [3, 0],
      [3, 1],
      [1, 2],
    ]);
  });

  test("may be very many and long: then a step is several rows", () => {
    const long = "x".repeat(900);
    const values = Array.from({ length: 2500 }, (_, at) => frame(event(1, 1, scalar(`${long} ${at}`, at))));
    const { rows } = readEvents(join(...values));
    expect(rows).toHaveLength(3);
    expect(new Set(rows.flatMap((row) => Object.keys(row))).size).toBe(2503);
  });

  test("with a text of megabytes are counted", () => {
    const tensor = join(integer(1, 7), field(8, "x".repeat(2_000_000)));
    const { rows, leftOut } = readEvents(frame(event(1, 1, pluginValue("t", "text", tensor))));
    expect(rows).toEqual([]);
    expect(leftOut).toEqual({ "value of more than a million characters": 1 });
  });

  test("without a name, or with one of megabytes, are counted", () => {
    const { leftOut } = readEvents(frame(event(1, 1, scalar("", 1), scalar("x".repeat(1e6), 1))));
    expect(leftOut).toEqual({ "tag without a usable name": 2 });
  });
});

describe("values", () => {
  const floats = (...values: number[]): Uint8Array => new Uint8Array(new Float32Array(values).buffer);
  const shape = (...sizes: number[]): Uint8Array =>
    field(2, join(...sizes.map((n) => field(2, integer(1, n)))));

  test.each([
    ["float content", join(integer(1, 1), field(4, floats(1.5))), 1.5],
    ["packed floats", join(integer(1, 1), field(5, floats(1.5))), 1.5],
    ["packed doubles", join(integer(1, 2), field(6, new Uint8Array(new Float64Array([0.1]).buffer))), 0.1],
    ["one double", join(integer(1, 2), double(6, 0.1)), 0.1],
    ["one integer", join(integer(1, 3), integer(7, -4)), -4],
    ["packed integers", join(integer(1, 9), field(10, Uint8Array.of(0xac, 2))), 300],
    ["a truth value", join(integer(1, 10), integer(11, 1)), 1],
    ["half precision", join(integer(1, 19), integer(13, 0x3e00)), 1.5],
    ["half precision in bytes", join(integer(1, 19), field(4, Uint8Array.of(0, 0x3e))), 1.5],
    ["bfloat16", join(integer(1, 14), integer(13, 0x3fc0)), 1.5],
  ])("scalars come as %s", (_, tensor, value) => {
    const { rows } = readEvents(frame(event(1, 1, pluginValue("x", "scalars", tensor))));
    expect(rows[0]?.["x"]).toBe(value);
  });

  test("a plugin need be named only once", () => {
    const tensor = (count: number): Uint8Array =>
      join(integer(1, 1), shape(1, 3), field(4, floats(0, 1, count)));
    const later = join(field(1, "h"), field(8, tensor(5)));
    const first = frame(event(1, 1, pluginValue("h", "histograms", tensor(4))));
    const { rows } = readEvents(join(first, frame(event(2, 2, later))));
    expect(rows.map(({ h }) => h)).toEqual([
      { _type: "histogram", values: [4], bins: [0, 1] },
      { _type: "histogram", values: [5], bins: [0, 1] },
    ]);
  });

  test("histograms of many bins are put together to 512 at most, and lose nothing", () => {
    const rows3 = Array.from({ length: 2000 }, (_, at) => [at, at + 1, 1]).flat();
    const tensor = join(integer(1, 1), shape(2000, 3), field(4, floats(...rows3)));
    const [row = {}] = readEvents(frame(event(1, 1, pluginValue("h", "histograms", tensor)))).rows;
    const { values, bins } = row["h"] as { values: number[]; bins: number[] };
    expect(values).toHaveLength(500);
    expect(values.reduce((sum, count) => sum + count, 0)).toBe(2000);
    expect([bins[0], bins.at(-1)]).toEqual([0, 2000]);
  });

  test("shapes that promise more than there is cost nothing", () => {
    const tensor = join(integer(1, 1), shape(2 ** 31, 2 ** 31), field(5, floats(1)));
    expect(readEvents(frame(event(1, 1, pluginValue("x", "scalars", tensor)))).rows[0]?.["x"]).toBe(1);
    const histogram = join(integer(1, 1), shape(2 ** 31, 3), field(4, floats(0, 1, 4)));
    expect(readEvents(frame(event(1, 1, pluginValue("h", "histograms", histogram)))).rows).toHaveLength(1);
  });

  test("what runs have no place for is counted by what it is", () => {
    const other = pluginValue("c", "pr_curves", join(integer(1, 1), shape(2), field(4, floats(1, 2))));
    const gif = join(field(1, "p"), field(4, field(4, "no picture")));
    const graph = join(double(1, 1), field(4, "graph"));
    const { leftOut, rows } = readEvents(join(frame(event(1, 1, other, gif)), frame(graph)));
    expect(leftOut).toEqual({ 'plugin "pr_curves"': 1, "image of an unknown format": 1, graph: 1 });
    expect(rows).toEqual([]);
  });

  test("times that are none are those of the event before", () => {
    const times = [100, NaN, Infinity, -1, 1e300, 103];
    const { rows } = readEvents(join(...times.map((time, at) => frame(event(time, at, scalar("x", at))))));
    expect(rows.map(({ _timestamp }) => _timestamp)).toEqual([100, 100, 100, 100, 100, 103]);
  });
});
