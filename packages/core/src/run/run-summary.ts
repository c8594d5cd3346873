import type { RunLog } from "@stepwell/runlog";
import type { MediaEncoder } from "../encode/encode-value.ts";
import { createValueEncoder } from "../encode/encode-value.ts";
import type { RowWriter } from "./row-writer.ts";
import type { RunContext } from "./run-context.ts";
import { createSummary } from "./summary.ts";
import type { Summary } from "./summary.ts";

/** The summary of a live run: what is set by hand goes to the engine and into the run file. */
export function createRunSummary<Keys extends object>(
  { checkOpen }: Pick<RunContext, "checkOpen">,
  parts: { readonly runLog: RunLog; readonly writer: RowWriter; readonly media: MediaEncoder },
): Summary<Keys> {
  const { runLog, writer, media } = parts;
  const encode = createValueEncoder({ purpose: "summary", media });
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
