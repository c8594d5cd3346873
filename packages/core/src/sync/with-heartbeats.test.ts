import { createVirtualClock } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import type { RunStream } from "./run-stream.ts";
import { withHeartbeats } from "./with-heartbeats.ts";

const clock = createVirtualClock();

function heartbeats(): { stream: RunStream; posts: unknown[] } {
  const posts: unknown[] = [];
  const state = { failure: undefined, stopped: false, marks: undefined, isForgotten: false, silentMs: 0 };
  return { posts, stream: { ...state, post: (body) => Promise.resolve(posts.push(body) > 0) } };
}

test("a long upload is accompanied by signs of life, which end with it", async () => {
  const { stream, posts } = heartbeats();
  const upload = new Promise<void>((resolve) => clock.after(100_000, resolve));
  const done = withHeartbeats({ stream, clock }, upload);
  await clock.advanceAsync(200_000);
  await done;
  expect(posts).toEqual([{}, {}, {}]);
  expect(clock.pending).toBe(0);
});

test("a failure of the upload is passed on at once", async () => {
  const { stream, posts } = heartbeats();
  const failed = withHeartbeats({ stream, clock }, Promise.reject(new Error("no")));
  await expect(failed).rejects.toThrow("no");
  expect(posts).toEqual([]);
});
