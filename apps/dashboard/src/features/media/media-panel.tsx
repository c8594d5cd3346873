import { lazy, Suspense, useMemo, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { plainLook } from "./media-look.ts";
import { RunColumns } from "./run-columns.tsx";
import { useMediaClasses } from "./use-media-classes.ts";
import type { PanelMedia } from "./use-panel-media.ts";

export interface MediaPanelProps {
  readonly media: PanelMedia;
  /** Heat maps in place of files. */
  readonly histograms: boolean;
  /** Width of a column in CSS pixels. */
  readonly size: number;
  /** Pictures of each run. */
  readonly most: number;
}

const noLabels = {};
const RunHeatMaps = lazy(async () => ({
  default: (await import("../histograms/run-heat-maps.tsx")).RunHeatMaps,
}));

/** One key of several runs at the shared step, for a panel: a column for each run that has logged it. */
export function MediaPanel({ media, histograms, size, most }: MediaPanelProps): ReactNode {
  const { runs, keyName, steps } = media;
  const classes = useMediaClasses(noLabels);
  const look = useMemo(() => ({ ...plainLook, size }), [size]);
  return (
    <div className="media-panel">
      {histograms ? (
        <Suspense fallback={null}>
          <RunHeatMaps runs={runs} name={keyName} steps={steps} />
        </Suspense>
      ) : (
        <RunColumns runs={runs} name={keyName} steps={steps} look={look} classes={classes} most={most} />
      )}
      <p className="none">No visible run has {keyText(keyName)}</p>
    </div>
  );
}
