import { expect, test } from "vitest";
import type { HeaderRecord, LogRecord } from "../record.ts";
import { createBegunFileEncoder } from "./begun-file-encoder.ts";
import { createRunFileEncoder } from "./run-file-encoder.ts";

const header: HeaderRecord = { type: "header", producer: "test", minConsumer: "0.70.0" };
const rows: readonly LogRecord[] = [0, 1, 2].map((step) => ({
  type: "history",
  items: [
    { path: ["_step"], value: step },
    { path: ["text"], value: "x".repeat(20_000) },
  ],
}));

test("a file that was begun goes on byte for byte as if nobody had stopped", () => {
  const whole = createRunFileEncoder();
  const begun = createRunFileEncoder();
  let position = begun.header().length;
  for (const record of [header, rows[0] as LogRecord]) {
    position += begun.encode(record).length;
    whole.encode(record);
  }
  const rest = createBegunFileEncoder({ position, nextNumber: 3 });
  for (const row of rows.slice(1)) expect(rest.encode(row).slice()).toEqual(whole.encode(row).slice());
});

test("what stands at the beginning of a file is refused later, and nothing has changed", () => {
  const encoder = createBegunFileEncoder({ position: 100, nextNumber: 5 });
  const other = createBegunFileEncoder({ position: 100, nextNumber: 5 });
  expect(() => encoder.encode(header)).toThrow('"header" stands at the beginning of a file');
  const row = rows[0] as LogRecord;
  expect(encoder.encode(row).slice()).toEqual(other.encode(row).slice());
});
