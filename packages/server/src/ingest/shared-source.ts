import { stateWriterRole } from "@stepwell/runlog";
import type { RunState } from "@stepwell/runlog";
import type { SourceLife } from "./run-life.ts";

interface Source {
  readonly id: string;
  readonly state: RunState;
}

/** True for a source whose rows have no step of their own: ours of several writers, and W&B's shared mode. */
export function isSharedSource({ id, state }: Source): boolean {
  return isSharedClient(id) || stateWriterRole(state).isShared;
}

/** What a source has to do with the end of its run. Of W&B's clients in shared mode only the primary one says an end. */
export function partInEnd({ id, state }: Source): Pick<SourceLife, "isSecondary" | "hasNoEnd"> {
  const hasNoEnd = isSharedClient(id) && state.exitCode === undefined;
  return { isSecondary: hasNoEnd || stateWriterRole(state).isSecondary, hasNoEnd };
}

function isSharedClient(id: string): boolean {
  return /^wire-\d+-client-/.test(id);
}
