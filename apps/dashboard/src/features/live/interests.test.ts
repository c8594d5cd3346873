import type { LiveSubscription } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { createInterests } from "./interests.ts";
import { seriesKey } from "./series-key.ts";

const spec = { project: "p", run: "r", stream: "history", key: "loss", x: "_step" } as const;

function setup() {
  const sent: LiveSubscription[] = [];
  const known: (readonly string[])[] = [];
  const planned: (() => void)[] = [];
  const interests = createInterests({
    send: (subscription) => {
      sent.push(subscription);
      return Promise.resolve();
    },
    onKnown: (keys) => known.push(keys),
    later: (run) => planned.push(run),
  });
  const flush = async (): Promise<void> => {
    for (const run of planned.splice(0)) run();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { interests, sent, known, flush };
}

test("many changes make one subscription", async () => {
  const { interests, sent, flush } = setup();
  interests.addSeries(spec);
  interests.addSeries({ ...spec, key: "acc" });
  interests.addCells({ project: "p", run: "r", key: "image" });
  await flush();
  expect(sent).toEqual([
    { series: [spec, { ...spec, key: "acc" }], cells: [{ project: "p", run: "r", key: "image" }] },
  ]);
});

test("a series stays wished for until its last user left", async () => {
  const { interests, sent, flush } = setup();
  const first = interests.addSeries(spec);
  const second = interests.addSeries(spec);
  await flush();
  first();
  await flush();
  expect(sent).toHaveLength(1);
  second();
  await flush();
  expect(sent.at(-1)).toEqual({ series: [], cells: [] });
});

test("a series that the server newly knows of is told once", async () => {
  const { interests, known, flush } = setup();
  interests.addSeries(spec);
  await flush();
  interests.addSeries({ ...spec, key: "acc" });
  await flush();
  expect(known).toEqual([[seriesKey(spec)], [seriesKey({ ...spec, key: "acc" })]]);
});
