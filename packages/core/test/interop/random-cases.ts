import { createSeededRandom } from "@stepwell/effects/testing";
import type { ConformanceCall } from "@stepwell/conformance";

/** A sequence of calls that nobody thought of, to be made by both clients. */
export interface RandomCase {
  readonly id: string;
  readonly area: "random" | "random-tables";
  readonly title: string;
  readonly calls: readonly ConformanceCall[];
}

const KEYS = ["a", "b", "c", "n/a", "d.e", "train/x", "train/y", "epoch"] as const;
const MODES = ["min", "max", "mean", "last", "first", "none", "min,max", "first,last,mean", "copy"] as const;
const CALLS = 24;

/**
 * Random sequences of log, definition, summary and config calls over few keys, so that they meet. Whole-number floats, the deletion of what is not there, globs that overlap and step metrics with a step of their own (where the official
 * client follows the random order of a map) are left out. The same seed makes the same cases.
 */
export function randomCases(seed: number, count: number): RandomCase[] {
  const random = createSeededRandom(seed);
  const below = (limit: number): number => {
    const [high = 0, low = 0] = random.bytes(2);
    return (high * 256 + low) % limit;
  };
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const chance = (percent: number): boolean => below(100) < percent;

  function scalar(): unknown {
    switch (below(12)) {
      case 0:
        return { $: "NaN" };
      case 1:
        return { $: one(["Infinity", "-Infinity"]) };
      case 2:
        return null;
      case 3:
        return one(["", "x", "a longer text", "é\n"]);
      case 4:
        return chance(50);
      case 5:
        return { $: "bigint", value: String(2n ** 60n + BigInt(below(9))) };
      case 6:
        return one([1e-7, 123456.789, 1234567.5, 0.1, -2.5]);
      default:
        return below(100) - 50;
    }
  }

  function value(depth: number): unknown {
    if (depth < 3 && chance(20)) return object(depth + 1);
    if (chance(8)) return Array.from({ length: below(4) }, () => (chance(20) ? { k: scalar() } : scalar()));
    return scalar();
  }

  function object(depth: number): Record<string, unknown> {
    return Object.fromEntries(Array.from({ length: below(4) }, () => [one(KEYS), value(depth)]));
  }

  /** Without nested objects: an empty one inside another is read back by one client and not by the other. */
  function flat(): Record<string, unknown> {
    return Object.fromEntries(Array.from({ length: below(4) }, () => [one(KEYS), scalar()]));
  }

  function call(step: { at: number }): ConformanceCall {
    const kind = below(100);
    if (kind < 55) {
      const stepped = chance(30);
      step.at += below(4) - 1;
      return {
        op: "log",
        data: object(0),
        ...(stepped ? { step: Math.max(0, step.at) } : {}),
        ...(chance(25) ? { commit: chance(50) } : {}),
      };
    }
    if (kind < 67) {
      return {
        op: "define_metric",
        name: one(["a", "b", "train/*", "train/x", "n/*"]),
        ...(chance(40) ? { stepMetric: one(["epoch", "c", "d.e"]) } : {}),
        ...(chance(20) ? { stepSync: chance(50) } : {}),
        ...(chance(20) ? { hidden: chance(50) } : {}),
        ...(chance(50) ? { summary: one(MODES) } : {}),
        ...(chance(15) ? { overwrite: true } : {}),
      };
    }
    if (kind < 75) return { op: "summary.set", path: [one(KEYS)], value: value(1) };
    if (kind < 79) return { op: "summary.delete", path: [one(KEYS)] };
    if (kind < 84) return { op: "summary.read" };
    if (kind < 92)
      return { op: "config.update", data: flat(), ...(chance(70) ? { allowValChange: true } : {}) };
    if (kind < 96) return { op: "config.read" };
    return { op: "run.step" };
  }

  return Array.from({ length: count }, (_, index) => {
    const step = { at: 0 };
    const calls = Array.from({ length: CALLS }, () => call(step));
    return {
      id: `random-${seed}-${index}`,
      area: "random",
      title: `calls of seed ${seed}, number ${index}`,
      calls,
    };
  });
}
