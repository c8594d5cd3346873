import type { ReactNode } from "react";
import { formatName } from "../../lib/format-name.ts";
import { slotColor } from "../../lib/palette.ts";
import "./media.css";
import type { MediaClasses, MediaLook } from "./media-look.ts";
import { RunPictures, type MediaRun } from "./run-pictures.tsx";
import type { KeySteps } from "./use-key-steps.ts";

export interface RunColumnsProps {
  readonly runs: readonly MediaRun[];
  readonly name: string;
  readonly steps: KeySteps;
  readonly look: MediaLook;
  readonly classes: MediaClasses;
  readonly most: number;
}

/** One key of several runs at the shared step: a column for each run. */
export function RunColumns({ runs, name, steps, look, classes, most }: RunColumnsProps): ReactNode {
  return (
    <div
      className="across"
      style={{ "--tile": `${look.size}px` }}
      role="region"
      aria-label={name}
      tabIndex={0}
    >
      {runs.map((run) => (
        <section key={`${run.project} ${run.id}`} aria-label={run.name}>
          <h3 className="ell" title={run.name}>
            <span className="sw" style={{ "--c": slotColor(run.color) }} />
            {formatName(run.name, 28)}
          </h3>
          <RunPictures run={run} name={name} steps={steps} look={look} classes={classes} most={most} />
        </section>
      ))}
    </div>
  );
}
