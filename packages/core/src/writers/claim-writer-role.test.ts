import { expect, test } from "vitest";
import { createRunFolder } from "../file/run-folder.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import { resolveSettings } from "../settings/resolve-settings.ts";
import type { InitOptions } from "../settings/init-options.ts";
import { createMemoryHost } from "../testing/memory-host.ts";
import type { MemoryProcess } from "../testing/memory-host.ts";
import { claimWriterRole } from "./claim-writer-role.ts";

async function startRun(process: MemoryProcess, options: InitOptions) {
  const claim = await claimWriterRole(resolveSettings(options, process), process);
  const folder = folderOf(claim.settings, process);
  claim.release();
  return { ...claim.settings.shared, folder };
}

function folderOf({ root, runId, project, shared }: Settings, process: MemoryProcess) {
  const role = shared === undefined || shared.isPrimary ? ("primary" as const) : ("secondary" as const);
  const { fileSystem, processes, clock } = process;
  const place = { root, runId, prefix: "offline-run" as const, startedAt: clock.now() };
  return createRunFolder({ ...place, fileSystem, processes, writer: { project, role } });
}

test("who comes to a run that is being written is a secondary writer in a folder of its own", async () => {
  const host = createMemoryHost();
  const first = await startRun(host.start(), { id: "abc" });
  const second = await startRun(host.start(), { id: "abc" });
  const third = await startRun(host.start(), { id: "abc" });
  expect(first.isPrimary).toBeUndefined();
  expect(second).toMatchObject({ isPrimary: false, label: expect.stringMatching(/^test-host-\w{8}$/) });
  expect(second.folder.path).toBe(`${first.folder.path}-1`);
  expect(third.folder.path).toBe(`${first.folder.path}-2`);
  expect(third.label).not.toBe(second.label);
});

test("a run whose writer has died, or has finished, gets a new primary one, whoever else is left", async () => {
  const host = createMemoryHost();
  const process = host.start();
  await startRun(process, { id: "abc" });
  const second = await startRun(host.start(), { id: "abc" });
  expect(second.isPrimary).toBe(false);
  host.kill(process);
  const third = await startRun(host.start(), { id: "abc" });
  expect(third.isPrimary).toBeUndefined();
  third.folder.release();
  expect((await startRun(host.start(), { id: "abc" })).isPrimary).toBeUndefined();
});

test("ids that look alike and other projects are other runs", async () => {
  const host = createMemoryHost();
  await startRun(host.start(), { id: "abc-1", project: "p" });
  await startRun(host.start(), { id: "abc", project: "q" });
  expect((await startRun(host.start(), { id: "abc", project: "p" })).isPrimary).toBeUndefined();
  expect((await startRun(host.start(), { id: "abc-1", project: "p" })).isPrimary).toBe(false);
});

test("of processes that start at the same instant exactly one is primary", async () => {
  for (let count = 2; count <= 6; count++) {
    const host = createMemoryHost();
    const processes = Array.from({ length: count }, () => host.start());
    const claims = await Promise.all(processes.map((process) => startRun(process, { id: "abc" })));
    expect(claims.filter(({ isPrimary }) => isPrimary !== false)).toHaveLength(1);
  }
});

test("who asks to be one of several is primary when nobody else is, and never when it says so", async () => {
  const host = createMemoryHost();
  const options = { id: "abc", mode: "shared" } as const;
  expect((await startRun(host.start(), { ...options, primary: false })).isPrimary).toBe(false);
  expect(await startRun(host.start(), { ...options, label: "rank0" })).toMatchObject({
    isPrimary: true,
    label: "rank0",
  });
  expect(await startRun(host.start(), { ...options, label: "rank1" })).toMatchObject({
    isPrimary: false,
    label: "rank1",
  });
});

test("a run whose id was made up asks nobody", async () => {
  const host = createMemoryHost();
  const process = host.start();
  const { release, settings } = await claimWriterRole(resolveSettings({}, process), process);
  release();
  expect(settings.shared).toBeUndefined();
  expect(host.fileSystem.statSync("/home/ada/wandb")).toBeUndefined();
});
