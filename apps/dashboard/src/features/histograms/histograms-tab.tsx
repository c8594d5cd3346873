import type { RunDetail } from "@stepwell/protocol";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { fuzzyMatcher } from "../../lib/fuzzy-match.ts";
import { useValue } from "../../lib/use-value.ts";
import { useChartRuns } from "../run/use-chart-runs.ts";
import { FilterField } from "../shell/filter-field.tsx";
import { Message } from "../shell/message.tsx";
import { colours } from "../shell/theme.ts";
import { useView } from "../shell/use-view.ts";
import { colorRamp } from "./color-ramp.ts";
import "./histograms.css";
import { HistogramPanel, type HistogramMode } from "./histogram-panel.tsx";

const modeNames: Readonly<Record<HistogramMode, string>> = {
  heat: "Heat map",
  ridges: "Ridges",
  step: "One step",
};

/** The histograms of a run over its steps: one large, the others below. */
export function HistogramsTab({ detail }: { readonly detail: RunDetail }): ReactNode {
  const [view, setView] = useView();
  const [chosen, setChosen] = useState<string>();
  const [mode, setMode] = useState<HistogramMode>("heat");
  const [prefix, setPrefix] = useState<string>();
  const [run] = useChartRuns(detail.run);
  const keys = useMemo(
    () => detail.keys.filter(({ kind }) => kind === "histogram").map(({ key }) => key),
    [detail.keys],
  );
  const matches = fuzzyMatcher(view.filter);
  const prefixes = [...new Set(keys.map(prefixOf))];
  const shown = keys.filter(
    (key) => matches(keyText(key)) && (prefix === undefined || prefixOf(key) === prefix),
  );
  if (keys.length === 0 || run === undefined) {
    return (
      <Message title="This run has no histograms. Log one from your code:">
        <pre>{`run.log({ "gradients/dense": new Histogram(values) });`}</pre>
      </Message>
    );
  }
  const large = shown.find((key) => key === chosen) ?? shown[0];
  const pick = (step: number): void => setView({ step: step === view.step ? undefined : step });
  return (
    <>
      <div className="tool">
        <FilterField
          label="Filter histograms"
          shortcut="/"
          value={view.filter}
          onChange={(filter) => setView({ filter }, { replace: true })}
        />
        <div className="seg" role="group" aria-label="Drawn as">
          {(Object.keys(modeNames) as HistogramMode[]).map((one) => (
            <button key={one} type="button" aria-pressed={mode === one} onClick={() => setMode(one)}>
              {modeNames[one]}
            </button>
          ))}
        </div>
        {prefixes.length > 1 && prefixes.length <= 4 ? (
          <div className="seg" role="group" aria-label="Of">
            {[undefined, ...prefixes].map((one) => (
              <button
                key={one ?? ""}
                type="button"
                aria-pressed={prefix === one}
                onClick={() => setPrefix(one)}
              >
                {one ?? "all"}
              </button>
            ))}
          </div>
        ) : null}
        {shown.length > 1 ? (
          <label className="btn select">
            <span className="k">Key</span>
            <select
              aria-label="Large histogram"
              value={large}
              onChange={(event) => setChosen(event.target.value)}
            >
              {shown.map((key) => (
                <option key={key} value={key}>
                  {keyText(key)}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <span className="grow" />
        {mode === "heat" ? (
          <>
            <span className="badge">count per bin, log: few</span>
            <ColorBar />
            <span className="badge">many</span>
          </>
        ) : null}
      </div>
      {large === undefined ? (
        <Message icon="search" title={`No histogram matches "${view.filter}".`} />
      ) : (
        <>
          <HistogramPanel
            key={large}
            run={run}
            name={large}
            large
            mode={mode}
            step={view.step}
            onPick={pick}
          />
          <div className="h-grid">
            {shown
              .filter((key) => key !== large)
              .map((key) => (
                <HistogramPanel
                  key={key}
                  run={run}
                  name={key}
                  large={false}
                  mode={mode}
                  step={view.step}
                  onPick={pick}
                  onOpen={() => {
                    setChosen(key);
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

function ColorBar(): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painted = useValue(colours);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context === null || context === undefined) return;
    for (const [at, color] of colorRamp().entries()) {
      context.fillStyle = color;
      context.fillRect(at, 0, 1, 8);
    }
  }, [painted]);
  return <canvas ref={canvas} className="cbar" width={256} height={8} aria-hidden="true" />;
}
