import type { KeyView, RunDetail } from "@stepwell/protocol";
import { useMemo, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { KeyName } from "../charts/key-name.tsx";
import { formatPlural } from "../../lib/format-plural.ts";
import { useRunList } from "../runs/use-run-list.ts";
import { useView } from "../shell/use-view.ts";
import type { MediaClasses, MediaLook } from "./media-look.ts";
import { RunColumns } from "./run-columns.tsx";
import type { MediaRun } from "./run-pictures.tsx";
import type { KeySteps } from "./use-key-steps.ts";

export interface AcrossRunsProps {
  readonly detail: RunDetail;
  readonly item: KeyView;
  readonly steps: KeySteps;
  readonly look: MediaLook;
  readonly classes: MediaClasses;
}

const mostRuns = 12;
const mostRows = 50;

/** One key of this run and of the project's shown runs, side by side: rows are places in their lists of images. */
export function AcrossRuns({ detail, item, steps, look, classes }: AcrossRunsProps): ReactNode {
  const { project, id, name, color, status } = detail.run;
  const [view] = useView();
  const { chartRuns, undrawn } = useRunList(project, view);
  const runs = useMemo((): readonly MediaRun[] => {
    const own = { project, id, name, color, live: status === "running" };
    return [own, ...chartRuns.filter((run) => run.id !== id)].slice(0, mostRuns);
  }, [project, id, name, color, status, chartRuns]);
  const more = chartRuns.length + undrawn - runs.length;
  const text = keyText(item.key);
  return (
    <section className="media-key" aria-label={text} data-media={item.key}>
      <div className="sh">
        <h2>
          <KeyName text={text} />
        </h2>
        <span className="badge">
          {formatPlural(runs.length, "run")}
          {more > 0 ? ` of ${formatPlural(runs.length + more, "run")}, chosen by the list` : ""}
        </span>
      </div>
      <RunColumns runs={runs} name={item.key} steps={steps} look={look} classes={classes} most={mostRows} />
    </section>
  );
}
