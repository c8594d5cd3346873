import type { Opening } from "../run/opening.ts";
import type { InitOptions } from "../settings/init-options.ts";
import type { World } from "../world.ts";

/** Opens a run of a page or a web worker. Rejects with `UsageError` for options that make no sense. */
export async function openRun(options: InitOptions, world: World): Promise<Opening> {
  if (world.open !== undefined) return world.open(options);
  const here = await import("../run/open-here.ts");
  return here.openRun(options, world);
}
