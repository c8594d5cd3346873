import { createMemoryFileSystem, createVirtualClock } from "@stepwell/effects/testing";
import { createRunFileEncoder, createRunFileReader } from "@stepwell/protocol";
import type { HistoryRecord, LogRecord } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { createRunFile } from "./run-file.ts";

const path = "/run.wandb";
const MIB = 1024 * 1024;

function row(step: number, text: string): HistoryRecord {
  return {
    type: "history",
    items: [
      { path: ["_step"], value: step },
      { path: ["text"], value: text },
    ],
  };
}

function readBack(bytes: Uint8Array): LogRecord[] {
  const reader = createRunFileReader();
  const records: LogRecord[] = [];
  reader.push(bytes);
  for (let event = reader.next(); event !== undefined; event = reader.next()) {
    if (event.kind === "damage") throw new Error(event.reason);
    records.push(event.record);
  }
  return records;
}

test("records that can't be encoded are returned, and the others of the call are in the file", () => {
  const fileSystem = createMemoryFileSystem();
  const file = createRunFile({
    path,
    fileSystem,
    clock: createVirtualClock(),
    encoder: createRunFileEncoder(),
  });
  const large = row(1, "x".repeat(64 * MIB));
  const opaque: LogRecord = { type: "opaque", field: 9, encoded: new Uint8Array(1) };
  const kept = [row(0, "a"), row(2, "y".repeat(40_000)), row(3, "z")];
  const [first, second, third] = kept as [LogRecord, LogRecord, LogRecord];
  expect(file.append([first, large, second])).toEqual([large]);
  expect(file.append([opaque])).toEqual([opaque]);
  expect(file.append([third])).toEqual([]);
  file.close();
  expect(readBack(fileSystem.readFileSync(path))).toEqual(kept);
});

test("after a failed write all records are returned and the file stays as it is", () => {
  const fileSystem = createMemoryFileSystem();
  const file = createRunFile({
    path,
    fileSystem,
    clock: createVirtualClock(),
    encoder: createRunFileEncoder(),
  });
  file.append([row(0, "a")]);
  fileSystem.fail({ afterBytes: 10, path });
  const records = [row(1, "b"), row(2, "c")];
  expect(file.append(records)).toEqual(records);
  expect(file.failure?.code).toBe("ENOSPC");
  const { size } = fileSystem.statSync(path) ?? { size: -1 };
  expect(file.append([row(3, "d")])).toHaveLength(1);
  file.close();
  expect(fileSystem.statSync(path)?.size).toBe(size);
  expect(readBack(fileSystem.readFileSync(path))).toEqual([row(0, "a")]);
});
