import { expect, test } from "vitest";
import { pageTurn } from "./page-turn.ts";
import type { TurnHost } from "./page-turn.ts";

// Node's types of a port lack what it has of a page's.
const MessageChannel = Reflect.get(globalThis, "MessageChannel") as unknown as NonNullable<
  TurnHost["MessageChannel"]
>;

test("a tab that gets no frames has its turn", async () => {
  const turn = pageTurn({ requestAnimationFrame: () => undefined, MessageChannel });
  await expect(turn?.()).resolves.toBeUndefined();
});

test("other events come in between", async () => {
  const turn = pageTurn({ requestAnimationFrame: () => undefined, MessageChannel });
  const heard: string[] = [];
  setImmediate(() => heard.push("event"));
  for (let count = 0; count < 20 && heard.length === 0; count += 1) await turn?.();
  expect(heard).toEqual(["event"]);
});

test("without frames tfjs has no page to wait for, and keeps its own way", () => {
  expect(pageTurn({ MessageChannel })).toBeUndefined();
  expect(pageTurn({})).toBeUndefined();
});
