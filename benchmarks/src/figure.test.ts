import { describe, expect, it } from "vitest";
import { figure } from "./figure.ts";

const base = { bench: "log", name: "values per second", unit: "1/s" } as const;

describe("figure", () => {
  it("holds when no bar is set", () => {
    expect(figure({ ...base, value: 1, better: "higher" })).toMatchObject({ ratio: null, ok: true });
  });

  it("fails when the ratio to the floor is too small, whatever the value", () => {
    const one = figure({ ...base, value: 30, better: "higher", floor: 100, bar: 10, barRatio: 0.5 });
    expect(one).toMatchObject({ ratio: 0.3, ok: false });
  });

  it("fails when the value misses its bar, whatever the ratio", () => {
    expect(figure({ ...base, value: 9, better: "higher", floor: 9, bar: 10, barRatio: 0.5 }).ok).toBe(false);
  });

  it("reads bars as upper limits when lower is better", () => {
    expect(figure({ ...base, value: 5, better: "lower", bar: 5 }).ok).toBe(true);
    expect(figure({ ...base, value: 6, better: "lower", bar: 5 }).ok).toBe(false);
  });

  it("is never met by a value that is not a number", () => {
    expect(figure({ ...base, value: Number.NaN, better: "lower", bar: 5 }).ok).toBe(false);
  });
});
