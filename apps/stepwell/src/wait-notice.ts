import type { SyncProgress } from "@stepwell/core";
import type { World } from "./world.ts";

/** Reasons are not told more often. */
const WHY_MS = 15_000;
const AGAIN = "It is tried again and again. Ctrl-C stops that, and what has arrived stays.";

/** Says why a delivery waits. */
export interface WaitNotice {
  /** Prints the reason that a delivery gives, once for each. */
  take(progress: SyncProgress): void;
  /** A reason was printed. */
  readonly isTold: boolean;
}

/** `clear` takes away what is drawn where the line goes. */
export function createWaitNotice({
  world,
  place,
  isQuiet,
  clear,
}: {
  world: World;
  place: string;
  isQuiet: boolean;
  clear: () => void;
}): WaitNotice {
  let told: string | undefined;
  let nextMs = 0;
  return {
    take({ waitingFor: why }) {
      if (why === undefined || why === told || isQuiet || world.clock.monotonic() < nextMs) return;
      told = why;
      nextMs = world.clock.monotonic() + WHY_MS;
      clear();
      world.printError(`Waiting for ${place}: ${why.replace(/^\[\w+\] /, "")} ${AGAIN}`);
    },
    get isTold() {
      return told !== undefined;
    },
  };
}
