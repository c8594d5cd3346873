import type { StartDeliveryEngine } from "./delivery-engine.ts";

/** The engine in this thread, whose code is loaded when the first run is delivered here: most are delivered elsewhere, or not at all. */
export const startEngineLater: StartDeliveryEngine = (options) => {
  const engine = import("./delivery-engine.ts").then((loaded) => loaded.startDeliveryEngine(options));
  return {
    finish: async () => (await engine).finish(),
    giveUp: async () => (await engine).giveUp(),
  };
};
