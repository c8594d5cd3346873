import { lazy, Suspense, useMemo, useState, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { ClassToggles } from "./class-toggles.tsx";
import { InPanel } from "./in-panel.ts";
import { keptLook } from "./kept-look.ts";
import { plainLook } from "./media-look.ts";
import { RunColumns } from "./run-columns.tsx";
import { useTileMetric } from "./use-tile-metric.ts";
import { usePanelClasses } from "./use-panel-classes.ts";
import type { PanelMedia } from "./use-panel-media.ts";

export interface MediaPanelProps {
  readonly media: PanelMedia;
  /** Histograms in place of files. */
  readonly histograms: boolean;
  /** Width of a column in CSS pixels. */
  readonly size: number;
  /** Pictures of each run. */
  readonly most: number;
}

const RunHistograms = lazy(async () => ({
  default: (await import("../histograms/run-histograms.tsx")).RunHistograms,
}));

/** One key of several runs at the shared step, for a panel: a column for each run that has logged it. */
export function MediaPanel({ media, histograms, size, most }: MediaPanelProps): ReactNode {
  const { runs, keyName, steps } = media;
  const classes = usePanelClasses(runs, keyName);
  const [hidden, setHidden] = useState(plainLook.hidden);
  const project = runs[0]?.project;
  const threshold = useMemo(() => (project === undefined ? 0 : keptLook(project).threshold), [project]);
  const metric = useTileMetric(project ?? "");
  const look = useMemo(
    () => ({ ...plainLook, threshold, hidden, size, metric }),
    [threshold, hidden, size, metric],
  );
  return (
    <InPanel value>
      <div className="media-panel">
        {histograms ? (
          <Suspense fallback={null}>
            <RunHistograms runs={runs} name={keyName} steps={steps} mode={media.mode} />
          </Suspense>
        ) : (
          <RunColumns runs={runs} name={keyName} steps={steps} look={look} classes={classes} most={most} />
        )}
        {classes.list.length === 0 ? null : (
          <ClassToggles classes={classes.list} hidden={hidden} onHidden={setHidden} />
        )}
        <p className="none">No visible run has {keyText(keyName)}</p>
      </div>
    </InPanel>
  );
}
