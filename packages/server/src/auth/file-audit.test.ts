import { FileSystemError } from "@stepwell/effects";
import type { FileSystem } from "@stepwell/effects";
import { createMemoryFileSystem, createVirtualClock } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import { createFileAudit } from "./file-audit.ts";

const entry = { who: "stepwell/ada", what: "sign-in", from: "192.0.2.7", result: "done", key: "k1" };

function setUp(maxBytes = 1000) {
  const clock = createVirtualClock();
  const fileSystem = createMemoryFileSystem({ clock });
  fileSystem.makeFolderSync("/data");
  const audit = createFileAudit({ folder: "/data", fileSystem, clock, maxBytes, maxFiles: 3 });
  const names = () =>
    fileSystem
      .listSync("/data")
      .map(({ name }) => name)
      .toSorted();
  const lines = (name: string) =>
    new TextDecoder()
      .decode(fileSystem.readFileSync(`/data/${name}`))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { clock, fileSystem, audit, names, lines };
}

test("an entry is a line of JSON with its time, whatever it holds", () => {
  const { audit, clock, lines } = setUp();
  audit.note(entry);
  audit.note({ ...entry, what: 'x\n{"who":"eve"}' });
  expect(lines("audit.jsonl")).toEqual([
    { time: new Date(clock.now()).toISOString(), ...entry },
    { time: new Date(clock.now()).toISOString(), ...entry, what: 'x\n{"who":"eve"}' },
  ]);
});

test("a full file becomes the next older one, and the oldest goes", () => {
  const { audit, names, lines, fileSystem } = setUp();
  for (let index = 0; index < 50; index++) audit.note({ ...entry, what: `step ${index}` });
  expect(names()).toEqual(["audit.1.jsonl", "audit.2.jsonl", "audit.jsonl"]);
  expect(lines("audit.jsonl").at(-1)?.["what"]).toBe("step 49");
  const kept = ["audit.2.jsonl", "audit.1.jsonl", "audit.jsonl"].flatMap((name) => lines(name));
  const steps = kept.map(({ what }) => Number(String(what).slice(5)));
  expect(steps).toEqual(Array.from(steps, (_, at) => (steps[0] as number) + at));
  for (const name of names()) expect(fileSystem.statSync(`/data/${name}`)?.size).toBeLessThanOrEqual(1000);
});

test("a full file is given its new name, and copied only where files can't have two", () => {
  const { fileSystem, clock } = setUp();
  const calls: string[] = [];
  const watched = (links: boolean): FileSystem => ({
    ...fileSystem,
    hardLinkSync(target, path) {
      if (!links) throw new FileSystemError("ENOTSUP", path);
      fileSystem.hardLinkSync(target, path);
    },
    copyFileSync(from, path) {
      calls.push(path);
      fileSystem.copyFileSync(from, path);
    },
  });
  const fill = (folder: string, links: boolean): string[] => {
    fileSystem.makeFolderSync(folder);
    const audit = createFileAudit({ folder, fileSystem: watched(links), clock, maxBytes: 300, maxFiles: 3 });
    for (let index = 0; index < 9; index++) audit.note(entry);
    return fileSystem.listSync(folder).map(({ name }) => name);
  };
  expect(fill("/links", true)).toHaveLength(3);
  expect(calls).toEqual([]);
  expect(fill("/none", false)).toHaveLength(3);
  expect(calls).toContain("/none/audit.1.jsonl");
});

test("a log that was there before goes on", () => {
  const first = setUp();
  first.audit.note(entry);
  first.audit.close();
  first.audit.note(entry);
  const { fileSystem, clock } = first;
  const second = createFileAudit({ folder: "/data", fileSystem, clock });
  second.note({ ...entry, what: "sign-out" });
  expect(first.lines("audit.jsonl").map(({ what }) => what)).toEqual(["sign-in", "sign-out"]);
});

test("a disk that refuses stops nothing, and what was lost is counted", () => {
  const { audit, fileSystem, lines } = setUp();
  fileSystem.removeSync("/data");
  audit.note(entry);
  audit.note(entry);
  fileSystem.makeFolderSync("/data");
  audit.note(entry);
  audit.note(entry);
  expect(lines("audit.jsonl").map(({ lost }) => lost)).toEqual([2, undefined]);
});
