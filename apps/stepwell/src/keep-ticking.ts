import type { Clock } from "@stepwell/effects";
import type { App } from "@stepwell/server";

/** How often the folder is looked at; well below the 250 ms in which new files must be seen. */
const INTERVAL_MS = 100;

export interface Ticking {
  /** Has the next tick come at once. */
  wake(): void;
  stop(): void;
}

/** Calls `tick` again and again: soon after the last one ended, at once when woken. Failures are told once each. */
export function keepTicking(
  app: Pick<App, "tick">,
  clock: Clock,
  onFailure: (message: string) => void,
): Ticking {
  const told = new Set<string>();
  let cancel: (() => void) | undefined;
  let stopped = false;
  let woken = false;

  async function turn(): Promise<void> {
    woken = false;
    try {
      await app.tick();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (!told.has(message) && told.size < 100) onFailure(message);
      told.add(message);
    }
    schedule(woken ? 0 : INTERVAL_MS);
  }

  function schedule(delayMs: number): void {
    cancel?.();
    if (!stopped) cancel = clock.after(delayMs, () => void turn());
  }

  schedule(0);
  return {
    wake() {
      woken = true;
    },
    stop() {
      stopped = true;
      cancel?.();
    },
  };
}
