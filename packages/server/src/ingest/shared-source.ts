import { stateWriterRole } from "@stepwell/runlog";
import type { RunState } from "@stepwell/runlog";

interface Source {
  readonly id: string;
  readonly state: RunState;
}

/** True for a source whose rows have no step of their own: ours of several writers, and W&B's shared mode. */
export function isSharedSource({ id, state }: Source): boolean {
  return isSharedClient(id) || stateWriterRole(state).isShared;
}

/** True for a source whose end is not the run's. Of W&B's clients in shared mode only the primary one says its end. */
export function leavesEndToOthers({ id, state }: Source): boolean {
  return stateWriterRole(state).isSecondary || (isSharedClient(id) && state.exitCode === undefined);
}

function isSharedClient(id: string): boolean {
  return /^wire-\d+-client-/.test(id);
}
