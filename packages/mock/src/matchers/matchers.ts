import { toHaveAlerted, toHaveFile, toHaveLoggedArtifact, toHavePrinted } from "./list-matchers.ts";
import { toHaveConfig, toHaveFailed, toHaveFinished, toHaveSummary } from "./run-matchers.ts";
import { toHaveLogged } from "./to-have-logged.ts";
import { toHaveReceived } from "./to-have-received.ts";

/** Our matchers, for `expect.extend` of vitest, of jest, and of what works as they do. */
export const matchers = {
  toHaveLogged,
  toHaveSummary,
  toHaveConfig,
  toHaveFinished,
  toHaveFailed,
  toHaveAlerted,
  toHavePrinted,
  toHaveFile,
  toHaveLoggedArtifact,
  toHaveReceived,
};
