import type { AppPorts } from "../app-ports.ts";
import { uploadGateOf } from "./upload-gate.ts";

const HOUR_MS = 60 * 60_000;
/** Clients give an upload up long before. */
const UNCLAIMED_LIFE_MS = 24 * HOUR_MS;

/** Makes the part of a server's work that removes, once an hour, artifacts whose time is over and uploads of a day ago that were never committed. */
export function createUploadSweep({
  runs,
  blobs,
  clock,
}: Pick<AppPorts, "runs" | "blobs" | "clock">): () => Promise<void> {
  const { artifacts } = runs;
  const gate = uploadGateOf(blobs);
  let sweptAt = -Infinity;

  return async () => {
    if (clock.monotonic() - sweptAt < HOUR_MS) return;
    const nowMs = clock.now();
    for (const number of await artifacts.expired(nowMs)) await artifacts.remove(number, nowMs);
    const before = nowMs - UNCLAIMED_LIFE_MS;
    const isDone = await gate.whileQuiet(async () => {
      for (const address of await artifacts.sweep(before)) await blobs.remove(address);
      await blobs.removeUnfinished(before);
    });
    if (isDone) sweptAt = clock.monotonic();
  };
}
