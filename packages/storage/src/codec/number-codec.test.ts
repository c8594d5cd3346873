import fc from "fast-check";
import { expect, test } from "vitest";
import { createByteSink } from "./byte-sink.ts";
import { ByteSource } from "./byte-source.ts";
import { NumberMode, readNumbers, writeNumbers } from "./number-codec.ts";

function roundTrip(values: readonly number[]): { mode: number; bytes: number; back: number[] } {
  const sink = createByteSink();
  const mode = writeNumbers(sink, Float64Array.from(values));
  const source = new ByteSource(sink.view());
  const back = [...readNumbers(source, mode, values.length)];
  expect(source.position).toBe(sink.size);
  return { mode, bytes: sink.size, back };
}

const awkward = fc.constantFrom(
  0,
  -0,
  Number.NaN,
  Infinity,
  -Infinity,
  5e-324,
  2 ** 53,
  -(2 ** 53),
  1e308,
  0.1,
  1 / 3,
);

test("numbers come back bit for bit in whatever mode", () => {
  const lists = fc.oneof(
    fc.array(fc.oneof(fc.double(), awkward), { maxLength: 40 }),
    fc.array(fc.integer(), { maxLength: 40 }),
    fc.array(fc.maxSafeInteger(), { maxLength: 40 }),
    fc.array(fc.float(), { maxLength: 40 }),
    fc.array(
      fc.integer({ min: -1e9, max: 1e9 }).map((value) => value / 1e3),
      { maxLength: 40 },
    ),
    fc.array(
      fc.integer({ min: 0, max: 2 ** 50 }).map((value) => value / 1e6),
      { maxLength: 40 },
    ),
    fc.tuple(fc.double(), fc.nat(40)).map(([value, count]) => Array.from({ length: count }, () => value)),
    fc.tuple(fc.integer(), fc.double({ noNaN: true }), fc.nat(40)).map(([first, stride, count]) => {
      return Array.from({ length: count }, (_, at) => first + stride * at);
    }),
  );
  fc.assert(
    fc.property(lists, (values) => {
      expect(roundTrip(values).back).toEqual(values);
    }),
    { numRuns: 500 },
  );
});

test("steps, clocks and single-precision values take few bytes", () => {
  const lines = Array.from({ length: 4096 }, (_, at) => at);
  expect(roundTrip(lines)).toMatchObject({ mode: NumberMode.linear, bytes: 16 });
  expect(roundTrip(lines.map(() => 0.5))).toMatchObject({ mode: NumberMode.constant, bytes: 8 });
  const clock = roundTrip(lines.map((at) => 1763788123.123 + Math.round(at * 50 + Math.sin(at) * 5) / 1000));
  expect(clock.mode).toBe(NumberMode.raw);
  const stamped = roundTrip(
    lines.map((at) => (1763788123123 + at * 50 + Math.round(Math.sin(at) * 5)) / 1000),
  );
  expect(stamped.mode).toBe(NumberMode.deltas);
  expect(stamped.bytes).toBeLessThan(4096 * 1.1);
  expect(roundTrip(lines.map((at) => Math.fround(Math.sin(at))))).toMatchObject({
    mode: NumberMode.single,
    bytes: 4 * 4096,
  });
});
