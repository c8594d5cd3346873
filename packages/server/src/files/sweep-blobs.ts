import type { BlobStore } from "@stepwell/storage";
import type { AppPorts } from "../app-ports.ts";
import { uploadGateOf } from "./upload-gate.ts";

const HOUR_MS = 60 * 60_000;
const EVERY_MS = 12 * HOUR_MS;
/** What nothing names for so long is removed: a backup that is being made may still be copying it. */
const UNNAMED_LIFE_MS = 24 * HOUR_MS;
/** Blobs are asked about in groups, and removed in smaller ones: uploads wait for one of these at most. */
const GROUP = 20_000;
const GROUP_REMOVED = 1000;

interface SweepState {
  sweptAt: number;
  /** When the sweep first found that nothing names a blob. */
  readonly unnamedSince: Map<string, number>;
}

/** Teams share their blobs, so one sweep is for all of them. */
const states = new WeakMap<BlobStore, SweepState>();

/**
 * Makes the part of a server's work that removes, twice a day, the blobs that no run and no artifact has named for a day.
 * Files of watched folders are no blobs, and are never touched.
 */
export function createBlobSweep({
  runs,
  blobs,
  clock,
}: Pick<AppPorts, "runs" | "blobs" | "clock">): () => Promise<void> {
  const gate = uploadGateOf(blobs);
  const state = states.get(blobs) ?? { sweptAt: -Infinity, unnamedSince: new Map<string, number>() };
  states.set(blobs, state);
  const { unnamedSince } = state;

  async function note(group: readonly string[], found: Set<string>): Promise<void> {
    for (const address of await runs.unnamed(group)) {
      found.add(address);
      if (!unnamedSince.has(address)) unnamedSince.set(address, clock.monotonic());
    }
  }

  async function look(): Promise<void> {
    const found = new Set<string>();
    let group: string[] = [];
    for await (const address of blobs.list()) {
      if (group.push(address) < GROUP) continue;
      await note(group, found);
      group = [];
    }
    await note(group, found);
    for (const address of unnamedSince.keys()) if (!found.has(address)) unnamedSince.delete(address);
  }

  /** Asked once more while nothing is being stored: an upload may have named it meanwhile. */
  async function remove(group: readonly string[]): Promise<boolean> {
    return gate.whileQuiet(async () => {
      for (const address of await runs.unnamed(group)) await blobs.remove(address);
      for (const address of group) unnamedSince.delete(address);
    });
  }

  return async () => {
    if (clock.monotonic() - state.sweptAt < EVERY_MS) return;
    state.sweptAt = clock.monotonic();
    await look();
    const before = clock.monotonic() - UNNAMED_LIFE_MS;
    const due = [...unnamedSince].filter(([, since]) => since <= before).map(([address]) => address);
    for (let at = 0; at < due.length; at += GROUP_REMOVED) {
      // What could not be removed now is due again at the next sweep.
      if (!(await remove(due.slice(at, at + GROUP_REMOVED)))) return;
    }
  };
}
