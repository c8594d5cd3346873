import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryRecord } from "../../test/arbitrary-record.ts";
import { ProtocolError } from "../protocol-error.ts";
import type { HistoryRecord, LogRecord } from "../record.ts";
import { BLOCK_BYTES } from "./chunk-format.ts";
import { crc32 } from "../bytes/crc32.ts";
import { createRunFileEncoder } from "./run-file-encoder.ts";
import type { RunFileEvent, RunFileReaderOptions } from "./run-file-reader.ts";
import { createRunFileReader } from "./run-file-reader.ts";

const HEADER = fromHex("3a572642e1be00");

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function encodeFile(records: readonly LogRecord[]): { bytes: Uint8Array; ends: number[] } {
  const encoder = createRunFileEncoder();
  const parts = [encoder.header()];
  const ends: number[] = [];
  let size = 7;
  for (const record of records) {
    parts.push(encoder.encode(record).slice());
    size += (parts.at(-1) as Uint8Array).length;
    ends.push(size);
  }
  return { bytes: concat(parts), ends };
}

function readAll(bytes: Uint8Array, options: RunFileReaderOptions & { slice?: number } = {}): RunFileEvent[] {
  const reader = createRunFileReader(options);
  const events: RunFileEvent[] = [];
  const slice = options.slice ?? (bytes.length || 1);
  for (let at = 0; at < bytes.length; at += slice) {
    reader.push(bytes.subarray(at, at + slice));
    for (let event = reader.next(); event !== undefined; event = reader.next()) events.push(event);
  }
  return events;
}

function recordsOf(events: readonly RunFileEvent[]): LogRecord[] {
  return events.flatMap((event) => (event.kind === "record" ? [event.record] : []));
}

function row(step: number, pad = 0): HistoryRecord {
  return {
    type: "history",
    items: [
      { path: ["_step"], value: step },
      { path: ["pad"], value: "x".repeat(pad) },
    ],
  };
}

describe("the format", () => {
  test("has the checksum of zlib", () => {
    const bytes = new TextEncoder().encode("0123456789 and then some");
    expect(crc32(new TextEncoder().encode("123456789"), 0, 9)).toBe(0xcbf43926);
    expect(crc32(bytes, 5, bytes.length, crc32(bytes, 0, 5))).toBe(crc32(bytes, 0, bytes.length));
  });

  test("reads the file that holds one record with only a number", () => {
    expect(readAll(concat([HEADER, fromHex("99918df1020001087b")]))).toEqual([
      {
        kind: "record",
        number: 123,
        record: { type: "opaque", field: 0, encoded: new Uint8Array(0) },
        offset: 7,
        end: 16,
      },
    ]);
  });

  test("accepts the checksum of an empty chunk", () => {
    expect(readAll(concat([HEADER, fromHex("1bdf05a5000001")]))).toMatchObject([
      { kind: "record", offset: 7, end: 14 },
    ]);
  });

  test("writes a row as the official client does, byte for byte", () => {
    const encoder = createRunFileEncoder({ nextNumber: 9 });
    expect(encoder.header()).toEqual(HEADER);
    const bytes = encoder.encode({
      type: "history",
      items: [
        { path: ["_runtime"], value: 0.016294533 },
        { path: ["_step"], value: 0 },
        { path: ["loss"], value: 0.5 },
        { path: ["a", "b"], value: 1.5 },
        { path: ["_timestamp"], value: 1_795_325_006.673_524_1 },
      ],
    });
    expect([...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")).toBe(
      "7d3e4cc77000010809126c0a1812085f72756e74696d6582010b302e3031363239343533330a0b12055f7374657082010130" +
        "0a0c12046c6f73738201" +
        "03302e350a0c12016112016282010331" +
        "2e350a25120a5f74696d657374616d70820116312e373935333235303036363733353234" +
        "31652b30391200",
    );
  });

  test("numbers records from 1", () => {
    const encoder = createRunFileEncoder();
    const numbers = [1, 2, 3].map(() => encoder.encode({ type: "preempting" })[8]);
    expect(numbers).toEqual([1, 2, 3]);
  });
});

describe("what is written", () => {
  test("reads back the same, in slices of any size", () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryRecord, { maxLength: 12 }),
        fc.integer({ min: 1, max: 5000 }),
        (records, slice) => {
          const { bytes, ends } = encodeFile(records);
          const events = readAll(bytes, { slice });
          expect(recordsOf(events)).toStrictEqual(records);
          expect(events.map((event) => event.kind === "record" && event.end)).toEqual(ends);
        },
      ),
      { numRuns: 150 },
    );
  });

  test("reads back for every distance between a record and the end of its block", () => {
    for (let left = 0; left <= 40; left++) {
      const probe = encodeFile([row(0, 0)]).bytes.length;
      const records = [row(0, BLOCK_BYTES - probe - left - 4), row(1, 20), row(2, 100_000), row(3)];
      expect(recordsOf(readAll(encodeFile(records).bytes))).toStrictEqual(records);
    }
  });

  test("reads back for keys of every length, also when a long row has made the buffer grow", () => {
    const rowOf = (length: number, value: string | number): LogRecord => ({
      type: "history",
      items: [
        { path: ["k".repeat(length)], value },
        { path: ["k".repeat(length), "ö"], value: 0.1 },
      ],
    });
    const rows = Array.from({ length: 140 }, (_, length) => rowOf(length, length / 7));
    const records = [...rows, rowOf(1, "x".repeat(20_000)), ...rows];
    const { bytes } = encodeFile(records);
    expect(recordsOf(readAll(bytes))).toEqual(records);
  });

  test("goes on where an earlier encoder stopped", () => {
    const first = createRunFileEncoder();
    const start = concat([first.header(), first.encode(row(0, 32_700)).slice()]);
    const second = createRunFileEncoder({ position: start.length, nextNumber: 2 });
    const bytes = concat([start, second.encode(row(1, 50_000)).slice(), second.encode(row(2)).slice()]);
    expect(recordsOf(readAll(bytes))).toStrictEqual([row(0, 32_700), row(1, 50_000), row(2)]);
    const later = createRunFileReader({ position: start.length });
    later.push(bytes.subarray(start.length));
    expect(later.next()).toMatchObject({ kind: "record", record: row(1, 50_000), offset: start.length });
  });

  test("is a lone surrogate replaced, as UTF-8 has none", () => {
    const record: LogRecord = {
      type: "use-artifact",
      id: "a\ud800b",
      artifactType: "\ud83d\ude00",
      name: "",
    };
    expect(recordsOf(readAll(encodeFile([record]).bytes))).toEqual([{ ...record, id: "a\ufffdb" }]);
  });

  test("leaves the encoder as it was when a value has no JSON form", () => {
    const encoder = createRunFileEncoder();
    const bad = { type: "history", items: [{ path: ["f"], value: (() => 1) as unknown as number }] } as const;
    expect(() => encoder.encode(bad)).toThrow(ProtocolError);
    expect(() => encoder.encode({ type: "opaque", field: 77, encoded: new Uint8Array(0) })).toThrow(
      /member "77"/,
    );
    const bytes = concat([encoder.header(), encoder.encode(row(0)).slice()]);
    expect(recordsOf(readAll(bytes))).toStrictEqual([row(0)]);
  });
});

describe("damage", () => {
  // Some records within a block, some over several, so that damage meets every kind of chunk.
  const sizes = fc.array(fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 5000, max: 90_000 })), {
    minLength: 1,
    maxLength: 30,
  });

  test("by cutting the file anywhere costs only the records that were cut", () => {
    fc.assert(
      fc.property(sizes, fc.double({ min: 0, max: 1, noNaN: true }), (pads, share) => {
        const records = pads.map((pad, step) => row(step, pad));
        const { bytes, ends } = encodeFile(records);
        const cut = Math.floor(share * bytes.length);
        const events = readAll(bytes.subarray(0, cut), { slice: 4096 });
        expect(events.every((event) => event.kind === "record")).toBe(true);
        expect(recordsOf(events)).toStrictEqual(records.filter((_, index) => (ends[index] as number) <= cut));
      }),
      { numRuns: 100 },
    );
  });

  test("of one byte costs no record before it and none that starts in a later block", () => {
    fc.assert(
      fc.property(
        sizes,
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        fc.integer({ min: 1, max: 255 }),
        (pads, share, flip) => {
          const records = pads.map((pad, step) => row(step, pad));
          const { bytes, ends } = encodeFile(records);
          const at = 7 + Math.floor(share * (bytes.length - 7));
          bytes[at] = (bytes[at] as number) ^ flip;
          const read = recordsOf(readAll(bytes, { slice: 10_000 }));
          const block = Math.floor(at / BLOCK_BYTES);
          const expected = records.filter((_, index) => {
            const start = index === 0 ? 7 : (ends[index - 1] as number);
            return (ends[index] as number) <= at || Math.floor(start / BLOCK_BYTES) > block;
          });
          const readSteps = read.map((record) => (record as HistoryRecord).items[0]?.value);
          for (const record of expected) expect(readSteps).toContain(record.items[0]?.value);
          for (const record of read) expect(records).toContainEqual(record);
        },
      ),
      { numRuns: 150 },
    );
  });

  test("of any other kind never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 50 }), (junk, slice) => {
        readAll(concat([HEADER, junk]), { slice });
        readAll(junk, { slice });
      }),
      { numRuns: 500 },
    );
  });

  test("inside a payload with a right checksum never throws, and is told", () => {
    fc.assert(
      fc.property(arbitraryRecord, fc.nat(), fc.integer({ min: 1, max: 255 }), (record, place, flip) => {
        const { bytes } = encodeFile([record]);
        if (bytes.length > BLOCK_BYTES) return;
        const at = 14 + (place % (bytes.length - 14));
        bytes[at] = (bytes[at] as number) ^ flip;
        const crc = crc32(bytes, 13, bytes.length);
        bytes.set([crc & 0xff, (crc >>> 8) & 0xff, (crc >>> 16) & 0xff, crc >>> 24], 7);
        expect(readAll(bytes).length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  test("is told once, from the record's start to the end of its block", () => {
    const { bytes, ends } = encodeFile([row(0), row(1, 100_000), row(2), row(3, 40_000), row(4)]);
    bytes[40_000] = (bytes[40_000] as number) ^ 1;
    const events = readAll(bytes);
    expect(events.filter((event) => event.kind === "damage")).toEqual([
      { kind: "damage", from: ends[0], to: 2 * BLOCK_BYTES, reason: "a checksum is wrong" },
    ]);
    expect(recordsOf(events)).toStrictEqual([row(0), row(2), row(3, 40_000), row(4)]);
  });

  test("by a block of zeros is passed over", () => {
    const { bytes } = encodeFile([row(0, 20_000), row(1, 20_000), row(2, 40_000), row(3)]);
    bytes.fill(0, 20_050, BLOCK_BYTES);
    const events = readAll(bytes);
    expect(events[1]).toMatchObject({ kind: "damage", to: BLOCK_BYTES });
    expect(recordsOf(events)).toContainEqual(row(3));
  });

  test("leaves out only the item whose value is not JSON", () => {
    const { bytes } = encodeFile([
      { type: "history", items: [...row(1).items, { path: ["a", "b"], value: 1234 }] },
    ]);
    const at = bytes.length - 5;
    expect(String.fromCharCode(bytes[at] as number)).toBe("4");
    bytes[at] = 0x78;
    const crc = crc32(bytes, 13, bytes.length);
    bytes.set([crc & 0xff, (crc >>> 8) & 0xff, (crc >>> 16) & 0xff, crc >>> 24], 7);
    expect(readAll(bytes)).toMatchObject([
      { kind: "damage", reason: 'the value of "a.b" is not JSON and was left out' },
      { kind: "record", record: row(1) },
    ]);
  });
});

describe("limits", () => {
  test.each([64 * 1024 * 1024, 90_000_000])(
    "a record of %i bytes is refused by the encoder, which then goes on as if it had never come",
    (size) => {
      const encoder = createRunFileEncoder();
      const parts = [encoder.header(), encoder.encode(row(0)).slice()];
      const large: LogRecord = { type: "history", items: [{ path: ["text"], value: "x".repeat(size) }] };
      expect(() => encoder.encode(large)).toThrow(ProtocolError);
      parts.push(encoder.encode(row(1, 50_000)).slice(), encoder.encode(row(2)).slice());
      expect(concat(parts)).toEqual(encodeFile([row(0), row(1, 50_000), row(2)]).bytes);
    },
  );

  test("a record beyond the size limit is damage, and reading goes on after it", () => {
    const { bytes } = encodeFile([row(0), row(1, 200_000), row(2), row(3, 5000)]);
    const events = readAll(bytes, { maxRecordBytes: 100_000 });
    expect(events.map((event) => event.kind)).toEqual(["record", "damage", "record", "record"]);
    expect(events[1]).toMatchObject({ reason: 'a record is larger than "100000" bytes' });
  });

  test.each([
    ["3a572642e1be01", /version "1"/],
    ["000000000000000000", /does not begin as a run file/],
    ["504b0304140000000000", /"50 4b 03 04/],
  ])("a file that begins with %s is refused with a reason, and nothing more is read", (hex, reason) => {
    const reader = createRunFileReader();
    reader.push(fromHex(hex));
    const event = reader.next();
    expect(event).toMatchObject({ kind: "damage", from: 0, reason: expect.stringMatching(reason) as string });
    reader.push(encodeFile([row(0)]).bytes);
    expect(reader.next()).toBeUndefined();
    expect(reader.ended).toBe(true);
  });

  test("the position is the end of the last whole record", () => {
    const { bytes, ends } = encodeFile([row(0), row(1)]);
    const reader = createRunFileReader();
    expect(reader.position).toBe(0);
    reader.push(bytes.subarray(0, bytes.length - 1));
    reader.next();
    expect(reader.next()).toBeUndefined();
    expect(reader.position).toBe(ends[0]);
    reader.push(bytes.subarray(bytes.length - 1));
    reader.next();
    expect(reader.position).toBe(ends[1]);
  });
});
