import { createSeededRandom, createVirtualClock } from "@stepwell/effects/testing";
import { describe, expect, test } from "vitest";
import { DeliveryError } from "../core-error.ts";
import { RETRY_POLICIES, retryWithBackoff } from "./retry-with-backoff.ts";

const LISTED = [400, 401, 403, 404, 409, 410, 413, 422, 501];

/** The statuses of a table, without those that are tried again after all. */
const without = (statuses: readonly number[], others: readonly number[]) =>
  statuses.filter((status) => !others.includes(status));

describe("what trying again can't help", () => {
  test.each([
    { policy: "graphql", final: LISTED, again: [0, 402, 408, 418, 425, 429, 500, 502, 503, 504, 599, 600] },
    { policy: "upsert", final: without(LISTED, [409]), again: [0, 408, 409, 429, 500, 503] },
    { policy: "fileStream", final: LISTED, again: [0, 408, 418, 429, 500, 502, 503, 504, 600] },
    { policy: "file", final: [...LISTED, 402, 408, 418], again: [0, 429, 500, 502, 503, 504, 600] },
  ] as const)("of $policy", ({ policy, final, again }) => {
    const { isFinal } = RETRY_POLICIES[policy];
    expect(final.filter((status) => !isFinal(status))).toEqual([]);
    expect(again.filter((status) => isFinal(status))).toEqual([]);
  });

  test("tries and their time are W&B's", () => {
    const { graphql, upsert, fileStream, file } = RETRY_POLICIES;
    expect([graphql.retries, upsert.retries, fileStream.retries, file.retries]).toEqual([20, 20, 10_085, 20]);
    expect([graphql.timeoutMs, upsert.timeoutMs, fileStream.timeoutMs]).toEqual([30_000, 30_000, 180_000]);
  });
});

describe("waiting", () => {
  async function waits(policy: keyof typeof RETRY_POLICIES, hours: number): Promise<readonly number[]> {
    const clock = createVirtualClock();
    const at: number[] = [];
    const options = {
      clock,
      policy: RETRY_POLICIES[policy],
      random: createSeededRandom(1),
      signal: new AbortController().signal,
    };
    const failed = retryWithBackoff(options, async () => {
      at.push(clock.monotonic());
      return { error: new DeliveryError("no", { status: 503 }), retryAfterMs: undefined };
    });
    failed.catch(() => undefined);
    await clock.advanceAsync(hours * 3_600_000);
    return at.slice(1).map((time, index) => time - (at[index] as number));
  }

  test("doubles from 2 to 60 seconds, with up to a quarter more, and ends after 20", async () => {
    const found = await waits("graphql", 24);
    expect(found).toHaveLength(20);
    found.forEach((wait, index) => {
      const least = Math.min(60_000, 2000 * 2 ** index);
      expect(wait).toBeGreaterThanOrEqual(least);
      expect(wait).toBeLessThanOrEqual(least * 1.25);
    });
  });
});
