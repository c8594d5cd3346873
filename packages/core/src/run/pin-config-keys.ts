import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import type { RunContext } from "./run-context.ts";
import type { Run } from "./run.ts";

/** The part of a run that pins config keys. */
export function createConfigPins({ checkOpen, write }: RunContext): Pick<Run, "pinConfigKeys"> {
  return {
    pinConfigKeys(keys) {
      checkOpen("pin config keys of");
      const bad = Array.isArray(keys) ? keys.find((key) => typeof key !== "string") : keys;
      if (!Array.isArray(keys) || bad !== undefined) {
        throw new UsageError(
          `[core] Failed to pin config keys: "${showValue(bad)}" is not text in a list. Give keys, as ["lr", "layers"].`,
        );
      }
      const item = { path: ["_wandb", "pinned_keys"], value: [...keys] };
      write([{ type: "config", update: [item], remove: [] }]);
    },
  };
}
