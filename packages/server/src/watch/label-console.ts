import { stateWriterRole } from "@stepwell/runlog";
import type { ConsoleLine, RunState } from "@stepwell/runlog";

/** Lines of one of several writers say whose they are, as they do when they come by wire. */
export function labelConsole(lines: readonly ConsoleLine[], state: RunState): readonly ConsoleLine[] {
  if (lines.length === 0) return lines;
  const { label } = stateWriterRole(state);
  return label === "" ? lines : lines.map((line) => ({ ...line, label }));
}
