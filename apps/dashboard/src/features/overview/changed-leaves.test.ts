import { expect, test } from "vitest";
import { leavesOf } from "./changed-leaves.ts";

test("leaves are told by name, those that differ with what the other run has", () => {
  const own = { b: 1, a: { x: [1, { y: 2 }], z: Number.NaN }, _wandb: 1, only: "here" };
  const other = { b: 2, a: { x: [1, { y: 2 }], z: Number.NaN }, gone: 1 };
  expect(leavesOf(own, other)).toEqual([
    { key: "a.x", value: [1, { y: 2 }] },
    { key: "a.z", value: Number.NaN },
    { key: "b", value: 1, other: { value: 2 } },
    { key: "only", value: "here", other: { value: undefined } },
  ]);
  expect(leavesOf(own).some(({ other: changed }) => changed !== undefined)).toBe(false);
});

test("lists are told apart from objects with the same members", () => {
  expect(leavesOf({ a: [1] }, { a: { 0: 1 } as never })[0]?.other).toBeDefined();
  expect(leavesOf({ a: [1, 2] }, { a: [1] })[0]?.other).toEqual({ value: [1] });
});
