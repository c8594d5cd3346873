import { createVirtualClock } from "@stepwell/effects/testing";
import { createMemoryBlobStore, createMemoryRunStore } from "@stepwell/storage";
import { editedState } from "@stepwell/storage";
import { expect, test } from "vitest";
import { createBlobSweep } from "./sweep-blobs.ts";
import { uploadGateOf } from "./upload-gate.ts";

const HOUR_MS = 60 * 60_000;

async function createSwept() {
  const clock = createVirtualClock();
  const runs = createMemoryRunStore();
  const blobs = createMemoryBlobStore();
  const sweep = createBlobSweep({ runs, blobs, clock });
  const address = await blobs.put(Uint8Array.of(1, 2, 3));
  const pass = async (hours: number) => {
    for (let hour = 0; hour < hours; hour++) {
      clock.advance(HOUR_MS);
      await sweep();
    }
  };
  const run = await runs.openRun("p", "r", 1);
  const name = async () => {
    const state = editedState({ sources: [], edits: {} });
    const source = { id: "s", origin: "o", startedMs: 1, position: 0, damage: [], state };
    await runs.saveSource(run.number, source, []);
    await runs.addUploads(run.number, "s", { "a.txt": { address, size: 3 } });
  };
  const isThere = async () => (await blobs.get(address)) !== undefined;
  return { clock, runs, blobs, sweep, run, name, pass, isThere, address };
}

test("the file of a removed run goes a day later, and not before", async () => {
  const { name, pass, isThere, runs, run } = await createSwept();
  await name();
  await pass(100);
  expect(await isThere()).toBe(true);
  await runs.remove(run.number);
  await pass(24);
  expect(await isThere()).toBe(true);
  await pass(24);
  expect(await isThere()).toBe(false);
});

test("a file that is named again in time stays", async () => {
  const { name, pass, isThere } = await createSwept();
  await pass(20);
  await name();
  await pass(100);
  expect(await isThere()).toBe(true);
});

test("nothing is removed while something is being stored, and it is looked at again before", async () => {
  const { name, pass, isThere, blobs } = await createSwept();
  let finish = (): void => undefined;
  const storing = uploadGateOf(blobs).storing(
    () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
  );
  await pass(60);
  expect(await isThere()).toBe(true);
  await name();
  finish();
  await storing;
  await pass(60);
  expect(await isThere()).toBe(true);
});

test("an upload that waits for a sweep finds its file, and many files are removed in groups", async () => {
  const { pass, isThere, blobs, address } = await createSwept();
  for (let blob = 0; blob < 2500; blob++) await blobs.put(new TextEncoder().encode(`${blob}`));
  await pass(60);
  expect(await isThere()).toBe(false);
  let left = 0;
  for await (const _ of blobs.list()) left += 1;
  expect(left).toBe(0);
  await uploadGateOf(blobs).storing(() => blobs.put(Uint8Array.of(1, 2, 3)));
  expect(await blobs.size(address)).toBe(3);
});
