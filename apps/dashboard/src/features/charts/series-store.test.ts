import type { SeriesFrame, SeriesRequest } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { createSeriesStore, type SeriesWish } from "./series-store.ts";
import { pointsFrame } from "./series-frame-fixture.ts";

const wish: SeriesWish = {
  project: "p",
  run: "r",
  stream: "history",
  key: "loss",
  x: "_step",
  buckets: 100,
  live: true,
  use: "panel",
};
const points = {
  type: "points",
  project: "p",
  run: "r",
  stream: "history",
  key: "loss",
  x: "_step",
} as const;

function setup() {
  const requests: (readonly SeriesRequest[])[] = [];
  const replies: { resolve(frames: readonly SeriesFrame[]): void; reject(error: Error): void }[] = [];
  const planned: (() => void)[] = [];
  const store = createSeriesStore({
    fetchSeries: (asked) => {
      requests.push(asked);
      return new Promise((resolve, reject) => replies.push({ resolve, reject }));
    },
    later: (run) => planned.push(run),
  });
  const flush = (): void => planned.splice(0).forEach((run) => run());
  const reply = async (at: number, frames: readonly SeriesFrame[]): Promise<void> => {
    replies[at]?.resolve(frames);
    await settle();
  };
  const fail = async (at: number, error: Error): Promise<void> => {
    replies[at]?.reject(error);
    await settle();
  };
  return { store, requests, flush, reply, fail };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}

const nothing = (): void => undefined;

test("the series of one screen make one request", () => {
  const { store, requests, flush } = setup();
  store.watch(wish, nothing);
  store.watch({ ...wish, key: "acc" }, nothing);
  flush();
  expect(requests.map((asked) => asked.map(({ key }) => key))).toEqual([["loss", "acc"]]);
});

test("live points extend a series without a request", async () => {
  const { store, requests, flush, reply } = setup();
  let told = 0;
  store.watch(wish, () => (told += 1));
  flush();
  await reply(0, [pointsFrame([0, 1], [5, 4])]);
  const before = told;
  store.append({ ...points, nextLine: 3, xs: [2], ys: [3] });
  expect([...(store.read(wish).data?.x ?? [])]).toEqual([0, 1, 2]);
  expect(store.read(wish).data?.stored).toBe(3);
  expect(told).toBe(before + 1);
  flush();
  expect(requests).toHaveLength(1);
});

test("points that the fetched series already has are not doubled", async () => {
  const { store, flush, reply } = setup();
  store.watch(wish, nothing);
  flush();
  store.append({ ...points, nextLine: 2, xs: [0, 1], ys: [5, 4] });
  store.append({ ...points, nextLine: 4, xs: [1, 2, 3], ys: [4, 3, 2] });
  await reply(0, [pointsFrame([0, 1], [5, 4])]);
  expect([...(store.read(wish).data?.x ?? [])]).toEqual([0, 1, 2, 3]);
});

test("when more points came live than were drawn, the series is fetched again and nothing vanishes meanwhile", async () => {
  const { store, requests, flush, reply } = setup();
  store.watch(wish, nothing);
  flush();
  await reply(0, [pointsFrame([0], [1])]);
  const xs = Array.from({ length: 300 }, (_, at) => at + 1);
  store.append({ ...points, nextLine: 301, xs, ys: xs });
  flush();
  expect(requests).toHaveLength(2);
  expect(store.read(wish).data?.x).toHaveLength(301);
  await reply(1, [pointsFrame([0, ...xs], [1, ...xs])]);
  expect(store.read(wish).data?.x).toHaveLength(301);
});

test("another part keeps the old picture until it came, and a late reply of the former part is dropped", async () => {
  const { store, flush, reply } = setup();
  const stop = store.watch(wish, nothing);
  flush();
  const zoomed = { ...wish, range: [1, 2] as const };
  store.watch(zoomed, nothing);
  stop();
  flush();
  await reply(1, [pointsFrame([1, 2], [7, 8])]);
  await reply(0, [pointsFrame([0, 1, 2, 3], [6, 7, 8, 9])]);
  expect([...(store.read(zoomed).data?.x ?? [])]).toEqual([1, 2]);
});

test("a failure is a reason, and the picture stays", async () => {
  const { store, flush, reply, fail } = setup();
  store.watch(wish, nothing);
  flush();
  await reply(0, [pointsFrame([0], [1])]);
  store.refresh();
  flush();
  await fail(1, new Error("away"));
  expect(store.read(wish)).toMatchObject({ error: "away", loading: false });
  expect(store.read(wish).data?.x).toHaveLength(1);
});

test("a finished series that comes back on screen is not asked for again, a live one is", async () => {
  const { store, requests, flush, reply } = setup();
  for (const live of [false, true]) {
    const own = { ...wish, live, key: String(live) };
    const stop = store.watch(own, nothing);
    flush();
    await reply(requests.length - 1, [pointsFrame([0], [1])]);
    stop();
    store.watch(own, nothing);
    flush();
  }
  expect(requests.map((asked) => asked.map(({ key }) => key))).toEqual([["false"], ["true"], ["true"]]);
});

test("a run whose history was cut off is fetched again, and the points that went are not drawn", async () => {
  const { store, requests, flush, reply } = setup();
  store.watch(wish, nothing);
  flush();
  await reply(0, [pointsFrame([0, 1, 2, 3], [1, 2, 3, 4])]);
  store.append({ ...points, nextLine: 6, xs: [4, 5], ys: [5, 6] });
  store.refreshRun("p", "other");
  flush();
  expect(requests).toHaveLength(1);
  store.refreshRun("p", "r");
  flush();
  expect(requests).toHaveLength(2);
  store.append({ ...points, nextLine: 3, xs: [2], ys: [9] });
  await reply(1, [pointsFrame([0, 1], [1, 2])]);
  expect([...(store.read(wish).data?.x ?? [])]).toEqual([0, 1, 2]);
});

test("a thousand series on one screen all keep what they were sent", async () => {
  const { store, requests, flush, reply } = setup();
  const wishes = Array.from({ length: 1_000 }, (_, at) => ({ ...wish, run: `r${at}` }));
  for (const one of wishes) store.watch(one, nothing);
  flush();
  for (const [at, asked] of requests.entries())
    await reply(
      at,
      asked.map((_, query) => ({ ...pointsFrame([0], [1]), query })),
    );
  expect(wishes.filter((one) => store.read(one).data === undefined)).toEqual([]);
});

test("a series that is here as finely as it is wanted is not asked for again when more runs are shown", async () => {
  const { store, requests, flush, reply } = setup();
  const stop = store.watch(wish, nothing);
  flush();
  await reply(0, [
    {
      ...pointsFrame(
        Array.from({ length: 150 }, (_, at) => at),
        Array.from({ length: 150 }, () => 1),
      ),
      kind: "buckets",
    },
  ]);
  store.watch({ ...wish, buckets: 60 }, nothing);
  stop();
  flush();
  expect(requests).toHaveLength(1);
  store.watch({ ...wish, buckets: 400 }, nothing);
  flush();
  expect(requests).toHaveLength(2);
});

test("a series on its way is not asked for again when less of it would do", async () => {
  const { store, requests, flush, reply } = setup();
  const stop = store.watch(wish, nothing);
  flush();
  store.watch({ ...wish, buckets: 60 }, nothing);
  stop();
  flush();
  expect(requests).toHaveLength(1);
  await reply(0, [pointsFrame([0], [1])]);
  expect(store.read(wish).data?.stored).toBe(1);
});
