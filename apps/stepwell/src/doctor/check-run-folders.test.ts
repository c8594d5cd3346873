import { createMemoryFileSystem, createVirtualClock } from "@stepwell/effects/testing";
import type { MemoryFileSystem } from "@stepwell/effects/testing";
import { createRunFileEncoder } from "@stepwell/protocol";
import { beforeEach, expect, test } from "vitest";
import { checkRunFolders } from "./check-run-folders.ts";

const FOLDER = "/home/ada";

let fileSystem: MemoryFileSystem;

beforeEach(() => {
  fileSystem = createMemoryFileSystem({ clock: createVirtualClock() });
  fileSystem.makeFolderSync(FOLDER);
});

function runFile(isOurs: boolean): Uint8Array {
  const names = { group: "", jobType: "", displayName: "", notes: "", sweepId: "", host: "", entity: "" };
  const encoder = createRunFileEncoder();
  const record = encoder.encode({
    ...names,
    type: "run",
    runId: "1",
    project: "p",
    config: isOurs ? [{ path: ["_wandb", "stepwell", "writer"], value: "w" }] : [],
    tags: [],
    startingStep: 0,
    resumed: false,
    runtime: 0,
    forked: false,
  });
  return Uint8Array.of(...encoder.header(), ...record);
}

function put(name: string, bytes: Uint8Array, mark?: string): void {
  const path = `${FOLDER}/wandb/${name}`;
  fileSystem.makeFolderSync(path);
  fileSystem.writeFileSync(`${path}/run-1.wandb`, bytes);
  if (mark !== undefined)
    fileSystem.writeFileSync(`${path}/run-1.wandb.synced`, new TextEncoder().encode(mark));
}

const look = (): ReturnType<typeof checkRunFolders> => checkRunFolders(FOLDER, { fileSystem });

test("a folder without runs says when they appear", async () => {
  expect(await look()).toMatchObject([
    { status: "ok", text: expect.stringContaining("none are in /home/ada yet") },
  ]);
});

test("runs of both clients are counted, and those that no server has are named", async () => {
  const ours = runFile(true);
  const server = { baseUrl: "http://a", bytes: ours.length };
  put("run-a-1", ours, JSON.stringify({ servers: [server] }));
  put("run-grown-1", ours, JSON.stringify({ servers: [{ ...server, bytes: ours.length - 1 }] }));
  put("run-theirs-1", runFile(false));
  put("offline-run-new-1", runFile(false));
  put("offline-run-sent-1", runFile(false), "");
  const [runs, delivery, ...more] = await look();
  expect(runs?.text).toBe("5 run folders: 2 of Stepwell's, 3 of W&B's");
  expect(delivery).toMatchObject({ status: "note", remedy: expect.stringContaining("stepwell sync") });
  expect(delivery?.text).toMatch(
    /^2 not delivered to any server: (run-grown-1, offline-run-new-1|offline-run-new-1, run-grown-1)$/,
  );
  expect(more).toEqual([]);
});

test("a run file that is damaged, cut or no run file at all is told", async () => {
  const whole = runFile(true);
  const bad = whole.slice();
  bad[40] = (bad[40] ?? 0) ^ 0xff;
  put("run-bad-1", bad, "");
  put("run-none-1", new TextEncoder().encode("notes, and no run file"), "");
  put("run-whole-1", whole, "");
  const damage = (await look()).find(({ name }) => name === "Damage");
  expect(damage).toMatchObject({
    status: "note",
    text: expect.stringContaining("2 with a part that can't be read"),
  });
});
