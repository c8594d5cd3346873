import type { RunColor, RunView } from "@stepwell/protocol";
import { runPath } from "./run-path.ts";
import type { Transport } from "./transport.ts";

/** What a user may change; fields left out stay as they are. */
export interface RunEdit {
  readonly name?: string;
  readonly tags?: readonly string[];
  readonly notes?: string;
  readonly group?: string;
  readonly jobType?: string;
  /** A place in the run palette, from 0 to 11, or a colour as `#rrggbb`. */
  readonly color?: RunColor;
  /** Lists leave it out unless they are asked for such runs. */
  readonly archived?: boolean;
  /** Moves it there. Its client finds it under its former name. */
  readonly project?: string;
}

/** Changes what people say of a run, or where it is, and returns it as it is then. */
export function editRun(transport: Transport, project: string, run: string, edit: RunEdit): Promise<RunView> {
  return transport.json(`change run "${run}"`, runPath(project, run), { method: "PATCH", body: edit });
}
