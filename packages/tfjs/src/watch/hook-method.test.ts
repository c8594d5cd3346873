import { expect, test } from "vitest";
import { hookMethod } from "./hook-method.ts";

class Counter {
  readonly calls: unknown[] = [];
  apply(value: number): number {
    this.calls.push(value);
    return value * 2;
  }
}

test("a hook is called around the method, which does what it did", () => {
  const counter = new Counter();
  hookMethod(counter, "apply", {
    before: (given) => counter.calls.push(["before", ...given]),
    after: () => counter.calls.push("after"),
  });
  expect(counter.apply(3)).toBe(6);
  expect(counter.calls).toEqual([["before", 3], 3, "after"]);
});

test.each([
  ["the first goes first", [0, 1]],
  ["the last goes first", [1, 0]],
])("of two hooks, %s: then the object is as it was", (_order, order) => {
  const counter = new Counter();
  const seen: number[] = [];
  const leave = [0, 1].map((index) => hookMethod(counter, "apply", { before: () => seen.push(index) }));
  leave[order[0] as number]?.();
  counter.apply(1);
  expect(seen).toEqual([order[1]]);
  leave[order[1] as number]?.();
  expect(Object.hasOwn(counter, "apply")).toBe(false);
});

test("what somebody wrapped around ours stays, and ours can come back under it", () => {
  const counter = new Counter();
  const seen: string[] = [];
  const leave = hookMethod(counter, "apply", { before: () => seen.push("ours") });
  const ours = counter.apply.bind(counter);
  counter.apply = (value) => {
    seen.push("theirs");
    return ours(value);
  };
  leave();
  expect(counter.apply(2)).toBe(4);
  hookMethod(counter, "apply", { before: () => seen.push("again") });
  counter.apply(2);
  expect(seen).toEqual(["theirs", "theirs", "again"]);
});

test("a method of the object itself comes back as it was", () => {
  const apply = (): number => 1;
  const target = { apply };
  hookMethod(target, "apply", {})();
  expect(Object.getOwnPropertyDescriptor(target, "apply")).toEqual({
    value: apply,
    configurable: true,
    enumerable: true,
    writable: true,
  });
});

test("what has no such method, and what can't be changed, is left alone", () => {
  expect(() => hookMethod({}, "apply", {})()).not.toThrow();
  const frozen = Object.freeze(new Counter());
  hookMethod(frozen, "apply", { before: () => expect.fail() as never })();
  expect(frozen.apply(1)).toBe(2);
});
