import { beforeEach, describe, expect, test } from "vitest";
import { createImportHome, eventFile } from "../testing/import-home.ts";
import type { ImportHome } from "../testing/import-home.ts";
import type { SyncOptions } from "../world.ts";

const NAME = "events.out.tfevents.1700000000.ada.123.0.v2";
const LATER = "events.out.tfevents.1700000900.ada.456.0.v2";
let home: ImportHome;

beforeEach(() => {
  home = createImportHome();
});

async function onlyRun(): Promise<{ id: string; rows: Awaited<ReturnType<ImportHome["rows"]>> }> {
  const runs = await home.runs();
  expect(runs).toHaveLength(1);
  const id = runs[0]?.["id"] as string;
  return { id, rows: await home.rows("logs", id) };
}

describe("what becomes of event files", () => {
  test("folders are runs, named and grouped by where they lie, and over", async () => {
    home.put(`/home/ada/logs/exp/train/${NAME}`, eventFile("tensorflow"));
    home.put(`/home/ada/logs/exp/validation/${NAME}`, eventFile("tensorboardx"));
    home.put("/home/ada/logs/exp/train/notes.txt", new Uint8Array(3));
    expect(await home.import("logs")).toBe(0);
    expect(await home.runs()).toMatchObject([
      { name: "exp/validation", group: "exp", project: "logs", rows: 3, status: "finished", host: "ada" },
      { name: "exp/train", config: { lr: 0.001, optimizer: "adam" }, startedAt: 1_700_000_001_500, rows: 5 },
    ]);
    expect(home.printed.at(-1)).toBe(
      "Imported 2 runs with 8 new rows and 4 files into /home/ada/wandb/.stepwell.",
    );
  });

  test("the project may be named, and a folder that is given itself gives its name", async () => {
    home.put(`/home/ada/logs/one/${NAME}`, eventFile("tensorflow"));
    expect(await home.import("logs/one", "--project", "mnist")).toBe(0);
    expect(await home.runs()).toMatchObject([{ name: "one", project: "mnist", group: "" }]);
  });

  test("media are there after the folder is gone", async () => {
    home.put(`/home/ada/logs/${NAME}`, eventFile("tensorboardx"));
    await home.import("logs");
    home.fileSystem.removeSync("/home/ada/logs");
    const { id, rows } = await onlyRun();
    const [, , row = {}] = rows;
    const { path } = row["samples"] as { path: string };
    const reply = await home.get(`/api/runs/logs/${id}/files/${path}`);
    expect(reply.status).toBe(200);
    expect(new Uint8Array(await reply.arrayBuffer()).subarray(1, 4)).toEqual(new TextEncoder().encode("PNG"));
    expect(home.fileSystem.listSync("/home/ada/wandb/.stepwell/imports")).toHaveLength(1);
  });

  test("several files of a folder are one run, in order", async () => {
    home.put(`/home/ada/logs/${LATER}`, eventFile("tensorboardx"));
    home.put(`/home/ada/logs/${NAME}`, eventFile("tensorflow"));
    await home.import("logs");
    const { rows } = await onlyRun();
    expect(rows).toHaveLength(8);
    expect(rows[0]).toHaveProperty("epoch_loss", 1);
    expect(rows[5]).toHaveProperty("train/loss", 1);
  });
});

describe("again and again", () => {
  test("nothing is stored twice", async () => {
    home.put(`/home/ada/logs/${NAME}`, eventFile("tensorflow"));
    await home.import("logs");
    const before = await onlyRun();
    expect(await home.import("logs")).toBe(0);
    expect(await home.import("logs")).toBe(0);
    expect(await onlyRun()).toEqual(before);
  });

  test("a copy elsewhere is the same run", async () => {
    home.put(`/home/ada/logs/${NAME}`, eventFile("tensorflow"));
    await home.import("logs");
    home.put(`/home/ada/backup/logs/${NAME}`, eventFile("tensorflow"));
    await home.import("backup/logs");
    expect((await onlyRun()).rows).toHaveLength(5);
  });

  test("two copies that are found at once are one run", async () => {
    home.put(`/home/ada/logs/a/${NAME}`, eventFile("tensorflow"));
    home.put(`/home/ada/logs/b/${NAME}`, eventFile("tensorflow").slice(0, 1000));
    expect(await home.import("logs")).toBe(0);
    expect((await onlyRun()).rows).toHaveLength(5);
  });

  test("a file that grew between, at any byte, gives each value once", async () => {
    const bytes = eventFile("tensorflow");
    home.put(`/home/ada/whole/logs/${NAME}`, bytes);
    await home.import("whole/logs");
    const whole = cellsOf((await onlyRun()).rows);
    for (const step of [17, 41]) {
      home = createImportHome();
      for (let length = step * 4; length < bytes.length; length += step * 3) {
        home.put(`/home/ada/logs/${NAME}`, bytes.slice(0, length));
        await home.import("logs");
      }
      home.put(`/home/ada/logs/${NAME}`, bytes);
      expect(await home.import("logs")).toBe(0);
      expect(cellsOf((await onlyRun()).rows)).toEqual(whole);
    }
  });

  test("a first file that is gone leaves the run its id", async () => {
    home.put(`/home/ada/logs/${NAME}`, eventFile("tensorflow"));
    home.put(`/home/ada/logs/${LATER}`, eventFile("tensorboardx"));
    await home.import("logs");
    home.fileSystem.removeSync(`/home/ada/logs/${NAME}`);
    expect(await home.import("logs")).toBe(0);
    expect((await onlyRun()).rows).toHaveLength(8);
  });

  test.each([
    "",
    "null",
    "[]",
    '{"runId":"../../x","cuts":[],"rows":{}}',
    '{"runId":"a","cuts":[-1,"x",1e99],"rows":7}',
  ])("what is remembered may be damaged: %s", async (text) => {
    home.put(`/home/ada/logs/${NAME}`, eventFile("tensorflow"));
    await home.import("logs");
    const imports = "/home/ada/wandb/.stepwell/imports";
    const [own] = home.fileSystem.listSync(imports);
    home.put(`${imports}/${own?.name}/note.json`, new TextEncoder().encode(text));
    expect(await home.import("logs")).toBe(0);
    expect((await onlyRun()).rows).toHaveLength(5);
  });

  test("an import that was killed before its end goes on", async () => {
    home.put(`/home/ada/logs/${NAME}`, eventFile("tensorflow"));
    const { world } = home;
    const sync = home.world.sync.bind(world);
    Object.assign(world, { sync: () => Promise.reject(Object.assign(new Error("killed"), { code: "EIO" })) });
    expect(await home.import("logs")).toBe(1);
    expect(home.errors.join("")).toContain("killed");
    Object.assign(world, { sync });
    expect(await home.import("logs")).toBe(0);
    expect((await onlyRun()).rows).toHaveLength(5);
  });

  test("the same into a running server", async () => {
    home.put(`/home/ada/logs/${NAME}`, eventFile("tensorflow").slice(0, 900));
    expect(await home.import("logs", "--to", "http://localhost:7733")).toBe(0);
    home.put(`/home/ada/logs/${NAME}`, eventFile("tensorflow"));
    expect(await home.import("logs", "--to", "http://localhost:7733")).toBe(0);
    expect(new Set((await onlyRun()).rows.map(({ _step }) => _step)).size).toBe(5);
    expect(home.storages).toEqual([]);
    expect(await home.import("logs", "--to", "http://127.0.0.1:7733")).toBe(0);
    expect(home.printed[0]).toMatch(/^Imported 5 rows/);
  });
});

test("a run that was deleted is not brought back, and that is said", async () => {
  home.put(`/home/ada/logs/${NAME}`, eventFile("tensorflow"));
  await home.import("logs");
  const { id } = await onlyRun();
  expect((await home.get(`/api/runs/logs/${id}`, { method: "DELETE" })).status).toBe(204);
  expect(await home.import("logs")).toBe(1);
  expect(home.errors.join("")).toContain("it was deleted here");
  expect(await home.runs()).toEqual([]);
});

test("what a killed import left in a data folder is no run", async () => {
  home.put(`/home/ada/logs/${NAME}`, eventFile("tensorflow"));
  home.put("/home/ada/logs/data/stepwell.sqlite", new Uint8Array());
  home.put("/home/ada/logs/data/imports/0/run/run-0.wandb", new Uint8Array());
  expect(await home.import("logs")).toBe(0);
  expect((await onlyRun()).rows).toHaveLength(5);
});

test("a server that does not answer is waited for, and why is said", async () => {
  home.put(`/home/ada/logs/${NAME}`, eventFile("tensorflow"));
  const sync = home.world.sync.bind(home.world);
  let refusals = 3;
  Object.assign(home.world, {
    sync: (folder: string, options: SyncOptions) => {
      const answer = (request: Request): Promise<Response> =>
        refusals-- > 0 ? Promise.reject(new Error("ECONNREFUSED")) : home.answer(request);
      return sync(folder, { ...options, answer });
    },
  });
  expect(await home.import("logs", "--to", "http://localhost:7733")).toBe(0);
  expect(home.errors[0]).toMatch(/^Waiting for http:\/\/localhost:7733: .*ECONNREFUSED.* Ctrl-C stops that/);
  expect((await onlyRun()).rows).toHaveLength(5);
});

describe("what can't be imported", () => {
  test("is said: an incomplete end, a damaged place, and what has no place in a run", async () => {
    const bytes = eventFile("tensorflow").slice(0, -5);
    bytes[200] = (bytes[200] as number) ^ 255;
    home.put(`/home/ada/logs/${NAME}`, bytes);
    home.put(`/home/ada/logs/${LATER}`, new Uint8Array());
    expect(await home.import("logs", "--json")).toBe(0);
    const told = JSON.parse(home.printed[0] ?? "") as Record<string, unknown>;
    expect(told).toMatchObject({ source: "/home/ada/logs", kind: "events", status: "imported" });
    expect(told["damage"]).toEqual([
      expect.stringMatching(/^\[stepwell\] Failed to read bytes \d+ to \d+ of/),
    ]);
    expect(told["notes"]).toEqual([
      `"${LATER}" holds no whole event.`,
      expect.stringMatching(/^The last \d+ bytes of "events.+" are an event that is not complete\./),
    ]);
  });

  test("a path without runs is one sentence, and exit code 2", async () => {
    home.put("/home/ada/pictures/cat.png", new Uint8Array(1));
    expect(await home.import("pictures")).toBe(2);
    expect(home.errors).toEqual([
      expect.stringMatching(/^\[stepwell\] Failed to import "\/home\/ada\/pictures": it holds no run\. Name/),
    ]);
    expect(await home.import("nowhere")).toBe(2);
    expect(await home.import()).toBe(2);
    expect(await home.import("logs", "--data", "a", "--to", "http://localhost")).toBe(2);
  });
});

/** Each value with its step, once; values that were given in two rows of a step stand together. */
function cellsOf(rows: readonly object[]): string[] {
  return rows
    .flatMap((row) =>
      Object.entries(row)
        .filter(([key]) => !key.startsWith("_"))
        .map(([key, value]) => `${(row as { _step: number })._step} ${key} ${JSON.stringify(value)}`),
    )
    .sort();
}
