import { expect, test } from "vitest";
import { profileShares, type CpuProfile } from "./profile-shares.ts";

const OURS = "file:///project/packages/watch/dist/a.js";
const THEIRS = "file:///project/node_modules/library/index.js";

/** Frames as a tree from the root, one sample each; every sample lasts a millisecond. */
function profileOf(frames: readonly [name: string, url: string, caller: number][]): CpuProfile {
  const nodes = [{ name: "(root)", url: "" }, ...frames.map(([name, url]) => ({ name, url }))].map(
    ({ name, url }, id) => ({
      id,
      callFrame: { functionName: name, url },
      children: frames.flatMap(([, , caller], index) => (caller === id ? [index + 1] : [])),
    }),
  );
  return {
    nodes,
    samples: frames.map((_, index) => index + 1),
    timeDeltas: frames.map(() => 1000),
    startTime: 0,
    endTime: (frames.length + 1) * 1000,
  };
}

const options = { isOurs: (url: string) => url.includes("/packages/"), notCaused: /applyGradients$/ };

test("what we call is ours, but for the work that was there without us", () => {
  const profile = profileOf([
    ["fit", THEIRS, 0],
    ["hook", OURS, 1],
    ["write", "node:fs", 2],
    ["writeString", "", 3],
    ["Adam.applyGradients", THEIRS, 2],
    ["add", THEIRS, 5],
    ["listener", OURS, 6],
    ["(idle)", "", 0],
    ["(garbage collector)", "", 0],
  ]);
  expect(profileShares(profile, options)).toEqual({ self: 2, whole: 4 });
});

test("a sample lasts until the next one, and the last one to the end", () => {
  const { nodes } = profileOf([["hook", OURS, 0]]);
  const samples = [1, 0, 1];
  const profile = { nodes, samples, timeDeltas: [100, 2000, 500], startTime: 0, endTime: 10_000 };
  expect(profileShares(profile, options)).toEqual({ self: 9.4, whole: 9.4 });
});

test("a profile without samples is empty", () => {
  expect(profileShares({ nodes: [], startTime: 0, endTime: 5 }, options)).toEqual({ self: 0, whole: 0 });
});
