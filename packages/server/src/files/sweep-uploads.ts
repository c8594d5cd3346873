import type { AppPorts } from "../app-ports.ts";
import { uploadGateOf } from "./upload-gate.ts";

const HOUR_MS = 60 * 60_000;
/** Clients give an upload up long before. */
const UNCLAIMED_LIFE_MS = 24 * HOUR_MS;

/** Makes the part of a server's work that removes, once an hour, what was uploaded a day ago and never committed. */
export function createUploadSweep({
  runs,
  blobs,
  clock,
}: Pick<AppPorts, "runs" | "blobs" | "clock">): () => Promise<void> {
  const gate = uploadGateOf(blobs);
  let sweptAt = -Infinity;

  return async () => {
    if (clock.monotonic() - sweptAt < HOUR_MS) return;
    const before = clock.now() - UNCLAIMED_LIFE_MS;
    const isDone = await gate.whileQuiet(async () => {
      for (const address of await runs.artifacts.sweep(before)) await blobs.remove(address);
      await blobs.removeUnfinished(before);
    });
    if (isDone) sweptAt = clock.monotonic();
  };
}
