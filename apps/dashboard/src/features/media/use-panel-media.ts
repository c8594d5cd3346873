import { useMemo } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { formatStep } from "../../lib/format-step.ts";
import type { ChartRun, PanelSpec } from "../charts/panel-spec.ts";
import type { HistogramMode } from "../histograms/histogram-modes.tsx";
import { useView } from "../shell/use-view.ts";
import { neighbourStep } from "./neighbour-step.ts";
import { useKeySteps, type KeySteps } from "./use-key-steps.ts";

/** What a panel of media shows. */
export interface PanelMedia {
  readonly keyName: string;
  readonly runs: readonly ChartRun[];
  readonly steps: KeySteps;
  /** Moves the shared step by so many of the key's. */
  readonly go: (by: number) => void;
  /** How histograms are drawn, in all panels. */
  readonly mode: HistogramMode;
  readonly onMode: (mode: HistogramMode) => void;
  readonly badge: string;
  readonly runsTitle: string;
}

/** Columns of a panel at most. */
const mostRuns = 12;

/** The first key of a panel of media, with the runs that fit, at the shared step. */
export function usePanelMedia(panel: PanelSpec, all: readonly ChartRun[]): PanelMedia {
  const [view, setView] = useView();
  const keyName = panel.keys[0] ?? "";
  const runs = useMemo(() => all.slice(0, mostRuns), [all]);
  const names = useMemo(() => runs.map(({ id }) => `${id} ${keyName}`), [runs, keyName]);
  const steps = useKeySteps(names, view.step, setView);
  const go = (by: number): void => {
    const next = neighbourStep(steps.all, steps.step, by);
    if (next !== undefined) steps.choose(next, true);
  };
  const mode = view.histogramMode ?? "heat";
  const onMode = (next: HistogramMode): void =>
    setView({ histogramMode: next === "heat" ? undefined : next }, { replace: true });
  const isCut = all.length > mostRuns;
  const step = steps.step === undefined ? "" : `step ${formatStep(steps.step)}`;
  const badge = [isCut ? `first ${mostRuns} of ${all.length} runs` : "", step].filter((text) => text !== "");
  return {
    keyName,
    runs,
    steps,
    go,
    mode,
    onMode,
    badge: badge.join(" \u00b7 "),
    runsTitle: isCut
      ? `The first ${mostRuns} of ${formatPlural(all.length, "shown run")}, in the order of the list`
      : "",
  };
}
