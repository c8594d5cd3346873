import { createValueEncoder } from "../encode/encode-value.ts";
import type { RunCore } from "./run-core.ts";
import { createSummary } from "./summary.ts";
import type { Summary } from "./summary.ts";

/** The summary of a live run: what is set by hand goes to the engine and into the run file. */
export function createRunSummary<Keys extends object>(core: RunCore): Summary<Keys> {
  const { runLog, writer, checkOpen } = core;
  const encode = createValueEncoder({ purpose: "summary", media: core.media.encoder(() => "summary") });
  return createSummary<Keys>({
    read: () => runLog.summary,
    set(path, value) {
      checkOpen("change the summary of");
      runLog.setSummary(path, encode(path.join("."), value));
      writer.touchSummary();
    },
    delete(path) {
      checkOpen("change the summary of");
      runLog.deleteSummary(path);
      writer.touchSummary();
    },
  });
}
