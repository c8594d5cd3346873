import type { RunFolder } from "../file/run-folder.ts";
import type { Delivery } from "../run/delivery.ts";
import type { World } from "../world.ts";

/** Delivers a live run in the background. */
export function createDelivery(_options: {
  folder: RunFolder;
  server: { readonly baseUrl: string; readonly apiKey: string };
  world: World;
}): Delivery {
  return { url: undefined, finish: () => Promise.resolve("nothing was delivered") };
}
