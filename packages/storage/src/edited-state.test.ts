import { expect, test } from "vitest";
import { createMemoryRunStore } from "./memory/memory-run-store.ts";
import { editedState } from "./edited-state.ts";

async function edited(config: object, edits: object) {
  const store = createMemoryRunStore();
  const { number } = await store.openRun("p", "r", 1);
  const source = { id: "s", origin: "o", startedMs: 1, position: 0, damage: [] };
  const state = { ...editedState({ sources: [], edits: {} }), config: config as never };
  await store.saveSource(number, { ...source, state }, []);
  await store.update(number, { edits });
  const run = await store.run(number);
  return run && editedState(run).config;
}

test("edits lie over what the sources say, and hold when those say more", async () => {
  const edits = { config: { set: { a: 9, c: Number.NaN }, removed: ["b"] } };
  expect(await edited({ a: 1, b: 2 }, edits)).toEqual({ a: 9, c: Number.NaN });
  expect(await edited({ a: 1, b: 3, d: 4 }, edits)).toEqual({ a: 9, c: Number.NaN, d: 4 });
});

test("a run without edits is what its sources say", async () => {
  expect(await edited({ a: 1 }, {})).toEqual({ a: 1 });
});
