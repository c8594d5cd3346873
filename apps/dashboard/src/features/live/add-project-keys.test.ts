import { expect, test } from "vitest";
import { addProjectKeys } from "./add-project-keys.ts";

test("keys that a run logs first come last, and nothing changes without new ones", () => {
  const known = { keys: [{ key: "a", kind: "number" as const }], metrics: [], cut: false };
  const image = { key: "b", kind: "image" as const, count: 3 };
  expect(addProjectKeys(known, [{ key: "a", kind: "number", count: 9 }])).toBe(known);
  expect(addProjectKeys(known, [image]).keys).toEqual([
    { key: "a", kind: "number" },
    { key: "b", kind: "image" },
  ]);
});
