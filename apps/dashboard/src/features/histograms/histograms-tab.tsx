import type { RunDetail } from "@stepwell/protocol";
import { useCallback, useMemo, useState, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { fuzzyMatcher } from "../../lib/fuzzy-match.ts";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { withZoom } from "../../lib/zooms.ts";
import { neighbourStep } from "../media/neighbour-step.ts";
import { useChartRuns } from "../run/use-chart-runs.ts";
import { FilterField } from "../shell/filter-field.tsx";
import { Message } from "../shell/message.tsx";
import { useView } from "../shell/use-view.ts";
import "./histograms.css";
import { HistogramPanel, type HistogramFacts } from "./histogram-panel.tsx";
import { HistogramTools } from "./histogram-tools.tsx";
import { panWindow, zoomWindow, type StepWindow } from "./step-window.ts";

const noSteps: readonly (readonly number[])[] = [];

/** The histograms of a run over its steps: one large, the others below. */
export function HistogramsTab({ detail }: { readonly detail: RunDetail }): ReactNode {
  const [view, setView] = useView();
  const [prefix, setPrefix] = useState<string>();
  const [run] = useChartRuns(detail.run);
  const [facts, setFacts] = useState<ReadonlyMap<string, HistogramFacts>>(new Map());
  const keys = useMemo(
    () => detail.keys.filter(({ kind }) => kind === "histogram").map(({ key }) => key),
    [detail.keys],
  );
  const learn = useCallback((key: string, known: HistogramFacts) => {
    setFacts((before) => (isSame(before.get(key), known) ? before : new Map(before).set(key, known)));
  }, []);
  const beside = useMemo(() => {
    const byPrefix = new Map<string, (readonly number[])[]>();
    for (const [key, { steps }] of facts)
      byPrefix.set(prefixOf(key), [...(byPrefix.get(prefixOf(key)) ?? []), steps]);
    return byPrefix;
  }, [facts]);
  const matches = fuzzyMatcher(view.filter);
  const prefixes = [...new Set(keys.map(prefixOf))];
  const shown = keys.filter(
    (key) => matches(keyText(key)) && (prefix === undefined || prefixOf(key) === prefix),
  );
  const large = shown.find((key) => key === view.histogram) ?? shown[0];
  const known = large === undefined ? undefined : facts.get(large);
  const mode = view.histogramMode ?? "heat";
  const zoomName = view.x === "step" ? "" : "_step";
  const window = view.zooms.get(zoomName);
  const seen = (next: StepWindow): void => setView({ zooms: withZoom(view.zooms, zoomName, next) });
  const all = [known?.steps[0] ?? 0, known?.steps.at(-1) ?? 0] as const;
  const ended: StepWindow = window && [window[0], Math.min(window[1], all[1])];
  const zoom = (factor: number): void => seen(zoomWindow(ended, all, factor));
  const pan = (share: number): void => seen(panWindow(ended, all, share));
  const pick = (step: number): void => setView({ step: step === view.step ? undefined : step });
  const go = (by: number): void => {
    const step = neighbourStep(known?.steps ?? [], view.step, by);
    if (step !== undefined) setView({ step }, { replace: true });
  };
  useShortcuts({
    w: () => zoom(0.5),
    s: () => zoom(2),
    a: () => pan(-0.2),
    d: () => pan(0.2),
    z: () => seen(undefined),
    "[": () => go(-1),
    "]": () => go(1),
    "{": () => go(-10),
    "}": () => go(10),
  });
  if (keys.length === 0 || run === undefined) {
    return (
      <Message title="This run has no histograms. Log one from your code:">
        <pre>{`run.log({ "gradients/dense": new Histogram(values) });`}</pre>
      </Message>
    );
  }
  const open = (key: string): void => setView({ histogram: key === shown[0] ? undefined : key });
  const shared = { run, mode, step: view.step, window, onPick: pick, onFacts: learn } as const;
  return (
    <>
      <div className="tool">
        <FilterField
          label="Filter histograms"
          shortcut="/"
          value={view.filter}
          onChange={(filter, how) => setView({ filter }, how)}
        />
        <HistogramTools
          mode={mode}
          onMode={(one) => setView({ histogramMode: one === "heat" ? undefined : one })}
          prefixes={prefixes}
          prefix={prefix}
          onPrefix={setPrefix}
          keys={shown}
          large={large}
          onLarge={open}
          window={window}
          onZoom={zoom}
          onPan={pan}
          onReset={() => seen(undefined)}
          most={known?.most}
        />
      </div>
      {large === undefined ? (
        <Message icon="search" title={`No histogram matches "${view.filter}".`} />
      ) : (
        <>
          <HistogramPanel
            key={large}
            {...shared}
            name={large}
            large
            beside={beside.get(prefixOf(large)) ?? noSteps}
          />
          <div className="h-grid">
            {shown
              .filter((key) => key !== large)
              .map((key) => (
                <HistogramPanel
                  key={key}
                  {...shared}
                  name={key}
                  large={false}
                  beside={beside.get(prefixOf(key)) ?? noSteps}
                  onOpen={() => {
                    open(key);
                    scrollTo({ top: 0 });
                  }}
                />
              ))}
          </div>
        </>
      )}
    </>
  );
}

/** What stands before the first slash, as `gradients`. */
function prefixOf(key: string): string {
  const [first = ""] = keyText(key).split("/");
  return first;
}

function isSame(before: HistogramFacts | undefined, now: HistogramFacts): boolean {
  return (
    before?.most === now.most &&
    before.steps.length === now.steps.length &&
    before.steps.at(-1) === now.steps.at(-1)
  );
}
