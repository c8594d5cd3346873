import { expect, test } from "vitest";
import { nextStatus } from "./live-status.ts";

test("while it retries the page stays offline since the first failure", () => {
  const first = nextStatus({ kind: "online" }, { kind: "offline", retryInMs: 1_000 }, 5_000);
  expect(first).toEqual({ kind: "offline", since: 5_000, retryAt: 6_000 });
  const trying = nextStatus(first, { kind: "connecting" }, 6_000);
  expect(nextStatus(trying, { kind: "offline", retryInMs: 2_000 }, 6_100)).toEqual({
    kind: "offline",
    since: 5_000,
    retryAt: 8_100,
  });
  expect(nextStatus(trying, { kind: "online", resumed: true }, 6_100)).toEqual({ kind: "online" });
});
