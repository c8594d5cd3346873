import type { StartDeliveryEngine } from "../sync/delivery-engine.ts";

/** In a browser the engine comes with the storage of a run; a world without storage delivers nothing. */
export const startDeliveryEngine: StartDeliveryEngine = ({ tell }) => {
  const progress = { rows: 0, bytes: 0, bytesTotal: 0, files: 0, filesTotal: 0 };
  const news = { url: undefined, stopped: false, refused: [], artifacts: [], isDelivered: false, progress };
  tell({ ...news, problem: "This world has no storage for runs in a browser." });
  return { finish: () => Promise.resolve(), giveUp: () => Promise.resolve() };
};
