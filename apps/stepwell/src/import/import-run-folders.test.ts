import { createRunFileEncoder } from "@stepwell/protocol";
import type { LogRecord } from "@stepwell/protocol";
import { beforeEach, expect, test } from "vitest";
import { createImportHome } from "../testing/import-home.ts";
import type { ImportHome } from "../testing/import-home.ts";

const FOLDER = "/home/ada/old/wandb/offline-run-20260101_000000-abc";
const PICTURE = "media/images/cat_1_0123.png";
let home: ImportHome;

beforeEach(() => {
  home = createImportHome();
});

function begin(startedAt: number): LogRecord {
  const texts = { group: "", jobType: "", displayName: "", notes: "", sweepId: "", host: "vm", entity: "" };
  return {
    ...texts,
    type: "run",
    runId: "abc",
    project: "p",
    config: [],
    tags: [],
    startingStep: 0,
    startTime: { seconds: startedAt, nanos: 0 },
    resumed: false,
    runtime: 0,
    forked: false,
  };
}

function row(step: number, rest: object = {}): LogRecord {
  const values = {
    loss: 1 / (step + 1),
    ...rest,
    _step: step,
    _timestamp: 1_767_225_600 + step,
    _runtime: step,
  };
  return { type: "history", items: Object.entries(values).map(([key, value]) => ({ path: [key], value })) };
}

function fileOf(records: readonly LogRecord[]): Uint8Array {
  const encoder = createRunFileEncoder();
  return Uint8Array.of(...encoder.header(), ...records.flatMap((record) => [...encoder.encode(record)]));
}

const picture = { _type: "image-file", path: PICTURE, size: 4, format: "png" };
const WHOLE: readonly LogRecord[] = [
  begin(1_767_225_600),
  row(0),
  { type: "files", files: [{ path: PICTURE, policy: "now", kind: "media" }] },
  row(1, { cat: picture }),
  { type: "output-raw", stream: "stdout", text: "hello\n" },
  { type: "exit", exitCode: 0, runtime: 2 },
];

function putWhole(): void {
  home.put(`${FOLDER}/run-abc.wandb`, fileOf(WHOLE));
  home.put(`${FOLDER}/files/${PICTURE}`, new Uint8Array([1, 2, 3, 4]));
}

function namesBelow(folder: string): string[] {
  return home.fileSystem
    .listSync(folder)
    .flatMap(({ name, kind }) =>
      kind === "folder" ? namesBelow(`${folder}/${name}`) : [`${folder}/${name}`],
    );
}

test("all of a run folder is there when the folder is gone", async () => {
  putWhole();
  expect(await home.import("old")).toBe(0);
  home.fileSystem.removeSync("/home/ada/old");
  expect(await home.runs()).toMatchObject([{ id: "abc", project: "p", status: "finished", rows: 2 }]);
  expect((await home.rows("p", "abc"))[1]).toMatchObject({ loss: 0.5, cat: picture });
  const file = await home.get(`/api/runs/p/abc/files/${PICTURE}`);
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3, 4]));
  expect(await (await home.get("/api/runs/p/abc/console")).text()).toContain("hello");
});

test("nothing is written beside the run, and marks of other deliveries change nothing", async () => {
  putWhole();
  home.put(`${FOLDER}/run-abc.wandb.synced`, new Uint8Array());
  const before = namesBelow("/home/ada/old");
  expect(await home.import("old")).toBe(0);
  expect(await home.import("old")).toBe(0);
  expect(home.printed[0]).toBe(`Nothing is new in "${FOLDER}": its 2 rows and 4 files were imported before.`);
  expect(namesBelow("/home/ada/old")).toEqual(before);
  expect(await home.rows("p", "abc")).toHaveLength(2);
});

test("a run that went on in a second folder is one run, and a link to one of them counts once", async () => {
  putWhole();
  const later = "/home/ada/old/wandb/offline-run-20260102_000000-abc";
  home.put(
    `${later}/run-abc.wandb`,
    fileOf([begin(1_767_312_000), row(2), { type: "exit", exitCode: 1, runtime: 1 }]),
  );
  home.fileSystem.linkSync(later, "/home/ada/old/wandb/latest-run");
  expect(await home.import("old")).toBe(0);
  expect((await home.rows("p", "abc")).map(({ _step }) => _step)).toEqual([0, 1, 2]);
  expect(await home.runs()).toMatchObject([{ status: "failed" }]);
});

test("a file that ends at any byte gives what it has, and all of it once it is whole", async () => {
  const bytes = fileOf(WHOLE);
  for (const length of [bytes.length - 9, bytes.length - 60, 150]) {
    home = createImportHome();
    putWhole();
    home.put(`${FOLDER}/run-abc.wandb`, bytes.slice(0, length));
    await home.import("old");
    home.put(`${FOLDER}/run-abc.wandb`, bytes);
    expect(await home.import("old")).toBe(0);
    expect((await home.rows("p", "abc")).map(({ _step }) => _step)).toEqual([0, 1]);
  }
});

test("what is no run file is said, and the others are imported", async () => {
  putWhole();
  home.put("/home/ada/old/wandb/run-bad/run-bad.wandb", new TextEncoder().encode("a letter to my aunt"));
  expect(await home.import("old")).toBe(1);
  expect(home.errors.join("\n")).toContain('"/home/ada/old/wandb/run-bad" was not imported.');
  expect(await home.runs()).toMatchObject([{ id: "abc", rows: 2 }]);
});
