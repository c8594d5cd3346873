import type { RunContext } from "./run-context.ts";

/** Counts attempts to change config that a sweep chose, and says so once. */
export function createLockedConfigNotice({
  settings,
  world,
  count,
}: Pick<RunContext, "settings" | "world" | "count">): (keys: readonly string[]) => void {
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
