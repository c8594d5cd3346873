import type { Run } from "../run/run.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import { noThreads } from "./no-threads.ts";
import { IS_OVER } from "./outbox.ts";
import type { Hello } from "./thread-messages.ts";

/** A disabled run can be shared like any other; what other threads log to it goes nowhere. */
export function createDisabledSharing(settings: Settings, world: World): Pick<Run, "share"> {
  return {
    share() {
      if (world.threads === undefined) throw noThreads(settings.runId);
      const { near, far } = world.threads.open();
      const progress = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
      new Int32Array(progress)[IS_OVER] = 1;
      const { server: _, ...rest } = settings;
      near.post({
        type: "hello",
        settings: structuredClone(rest),
        url: undefined,
        folder: "",
        filesFolder: "",
        config: {},
        startedMs: 0,
        progress,
      } satisfies Hello);
      return far;
    },
  };
}
