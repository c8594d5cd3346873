import type { KeyView, RunDetail } from "@stepwell/protocol";
import { lazy, Suspense, useMemo, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { fuzzyMatcher } from "../../lib/fuzzy-match.ts";
import { summaryKeys } from "../runs/summary-metric.ts";
import { chartTableKey } from "../custom-chart/chart-table-key.ts";
import { Message } from "../shell/message.tsx";
import { useView } from "../shell/use-view.ts";
import { AcrossRuns } from "./across-runs.tsx";
import { keyLabels } from "./key-labels.ts";
import { useKeptLook } from "./kept-look.ts";
import { KeyPicker } from "./key-picker.tsx";
import "./media.css";
import { MediaKey } from "./media-key.tsx";
import { drawnLayers } from "./media-look.ts";
import { MetricPicker } from "./metric-picker.tsx";
import { MediaTools } from "./media-tools.tsx";
import { StepBar } from "./step-bar.tsx";
import { useEpoch } from "./use-epoch.ts";
import { useKeySteps } from "./use-key-steps.ts";
import { useMediaClasses } from "./use-media-classes.ts";
import { useTileMetric } from "./use-tile-metric.ts";

const LoggedCharts = lazy(async () => ({
  default: (await import("../custom-chart/logged-charts.tsx")).LoggedCharts,
}));
const mediaKinds: ReadonlySet<KeyView["kind"]> = new Set(["image", "media"]);

/** Images, sounds and other files of a run at one step; the step is shared with the other tabs by the address. */
export function MediaTab({ detail }: { readonly detail: RunDetail }): ReactNode {
  const [view, setView] = useView();
  const [kept, setLook] = useKeptLook(detail.run.project);
  const metrics = useMemo(() => summaryKeys([detail.run]), [detail.run]);
  const chosen = useTileMetric(detail.run.project);
  const metric = chosen !== undefined && metrics.includes(chosen) ? chosen : metrics[0];
  const look = useMemo(() => ({ ...kept, metric }), [kept, metric]);
  const keys = detail.keys.filter(({ kind, key }) => mediaKinds.has(kind) && !key.startsWith("_"));
  const exact = keys.filter(({ key }) => keyText(key) === view.filter);
  const matches = fuzzyMatcher(view.filter);
  const shown = exact.length > 0 ? exact : keys.filter(({ key }) => matches(keyText(key)));
  const charts = (detail.charts ?? []).filter(({ key }) => matches(key));
  const steps = useKeySteps(
    [...shown.map(({ key }) => key), ...charts.map((chart) => chartTableKey(detail, chart))],
    view.step,
    setView,
  );
  const names = shown.map(({ key }) => key).join("\n");
  const labels = useMemo(() => keyLabels([detail], names.split("\n")), [detail.classLabels, names]);
  const classes = useMediaClasses(labels);
  const epoch = useEpoch(detail, steps.step);
  if (keys.length === 0 && charts.length === 0) {
    return (
      <Message title="This run has no images or other media. Log one from your code:">
        <pre>{`run.log({ samples: new Image(pixels, { caption: "predicted 7" }) });`}</pre>
      </Message>
    );
  }
  const layers = Object.keys(labels);
  const drawn =
    look.layers ??
    new Set(
      drawnLayers(
        layers.map((name) => ({ name })),
        undefined,
      ).map(({ name }) => name),
    );
  const hasImages = shown.some(({ kind }) => kind === "image");
  const hasLayers = classes.list.length > 0;
  return (
    <>
      <div className="tool media-tools">
        <KeyPicker
          keys={keys}
          value={view.filter}
          onPick={(filter) => setView({ filter }, { replace: true })}
        />
        {hasImages && metric !== undefined ? (
          <MetricPicker
            metrics={metrics}
            value={metric}
            onPick={(next) => setView({ metric: next }, { replace: true })}
          />
        ) : null}
        {hasImages ? (
          <MediaTools
            look={look}
            onLook={setLook}
            classes={classes.list}
            layers={layers}
            drawn={drawn}
            hasMasks={hasLayers}
            hasBoxes={hasLayers}
          />
        ) : null}
      </div>
      {shown.length === 0 && charts.length === 0 ? (
        <Message icon="search" title={`No media matches "${view.filter}".`} />
      ) : null}
      {shown.map((item) =>
        look.mode === "runs" ? (
          <AcrossRuns
            key={item.key}
            detail={detail}
            item={item}
            steps={steps}
            look={look}
            classes={classes}
          />
        ) : (
          <MediaKey key={item.key} detail={detail} item={item} steps={steps} look={look} classes={classes} />
        ),
      )}
      {charts.length === 0 ? null : (
        <Suspense fallback={null}>
          <LoggedCharts detail={detail} charts={charts} step={steps.step} />
        </Suspense>
      )}
      {steps.all.length > 0 && steps.step !== undefined ? (
        <StepBar steps={steps.all} step={steps.step} onStep={steps.choose} epoch={epoch} />
      ) : null}
    </>
  );
}
