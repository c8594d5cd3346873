import { useMemo, type ReactNode } from "react";
import { formatStep } from "../../lib/format-step.ts";
import { useView } from "../shell/use-view.ts";
import { plainLook } from "./media-look.ts";
import type { MediaRun } from "./run-pictures.tsx";
import { RunColumns } from "./run-columns.tsx";
import { useKeySteps } from "./use-key-steps.ts";
import { useMediaClasses } from "./use-media-classes.ts";

export interface MediaPanelProps {
  readonly runs: readonly MediaRun[];
  readonly keyName: string;
  /** Pictures of each run. Default: 4. */
  readonly most?: number;
}

const noLabels = {};

/** One key of several runs at the shared step, for a panel: a column for each run. */
export function MediaPanel({ runs, keyName, most = 4 }: MediaPanelProps): ReactNode {
  const [view, setView] = useView();
  const names = useMemo(() => runs.map(({ id }) => `${id} ${keyName}`), [runs, keyName]);
  const steps = useKeySteps(names, view.step, setView);
  const classes = useMediaClasses(noLabels);
  const look = useMemo(() => ({ ...plainLook, size: 140 }), []);
  return (
    <div className="media-panel">
      <RunColumns runs={runs} name={keyName} steps={steps} look={look} classes={classes} most={most} />
      <span className="badge">step {formatStep(steps.step ?? null)}</span>
    </div>
  );
}
