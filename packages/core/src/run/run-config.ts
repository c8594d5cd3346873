import { createConfig } from "./config.ts";
import type { ConfigOwner } from "./config.ts";
import type { InitialConfig } from "./config-values.ts";
import type { RunContext } from "./run-context.ts";

/** The config of a live run: its changes are in the run file, and those that this writer may not make are counted. */
export function createRunConfig(context: RunContext, initial: InitialConfig): ConfigOwner {
  const { settings } = context;
  return createConfig({
    initial,
    allowValChange: settings.allowValChange,
    write(record) {
      context.checkOpen("change the config of");
      if (settings.shared?.isPrimary === false) context.count("not-primary", 1);
      else context.write([record]);
    },
    ignored: createLockedNotice(context),
  });
}

/** Counts attempts to change what a sweep chose, and says so once. */
function createLockedNotice({ settings, world, count }: RunContext): (keys: readonly string[]) => void {
  let isSaid = false;
  return (keys) => {
    count("locked-config", keys.length);
    if (isSaid || settings.silent) return;
    isSaid = true;
    world.print(
      `Stepwell: the sweep chose "${keys.join('", "')}" of run "${settings.runId}": what the program sets is not taken.\n`,
    );
  };
}
