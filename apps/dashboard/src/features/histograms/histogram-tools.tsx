import type { ReactNode } from "react";
import { formatStep } from "../../lib/format-step.ts";
import { keyText } from "../../lib/format-key.ts";
import { Icon } from "../shell/icon.tsx";
import { ColorBar } from "./color-bar.tsx";
import { HistogramModes, type HistogramMode } from "./histogram-modes.tsx";
import type { StepWindow } from "./step-window.ts";

export interface HistogramToolsProps {
  readonly mode: HistogramMode;
  readonly onMode: (mode: HistogramMode) => void;
  /** What stands before the first slash of the keys. */
  readonly prefixes: readonly string[];
  readonly prefix: string | undefined;
  readonly onPrefix: (prefix: string | undefined) => void;
  readonly keys: readonly string[];
  readonly large: string | undefined;
  readonly onLarge: (key: string) => void;
  readonly window: StepWindow;
  /** Below 1 comes nearer. */
  readonly onZoom: (factor: number) => void;
  readonly onPan: (share: number) => void;
  readonly onReset: () => void;
  /** The highest count of the large one, once it is known. */
  readonly most: number | undefined;
}

/** How histograms are drawn, which of them, and which of their steps. */
export function HistogramTools(props: HistogramToolsProps): ReactNode {
  const { mode, onMode, prefixes, prefix, onPrefix, keys, large, onLarge, most } = props;
  return (
    <>
      <HistogramModes mode={mode} onMode={onMode} />
      {prefixes.length > 1 && prefixes.length <= 4 ? (
        <div className="seg" role="group" aria-label="Of">
          {[undefined, ...prefixes].map((one) => (
            <button key={one ?? ""} type="button" aria-pressed={prefix === one} onClick={() => onPrefix(one)}>
              {one ?? "all"}
            </button>
          ))}
        </div>
      ) : null}
      {keys.length > 1 ? (
        <label className="btn select">
          <span className="k">Key</span>
          <select
            aria-label="Large histogram"
            value={large}
            onChange={(event) => onLarge(event.target.value)}
          >
            {keys.map((key) => (
              <option key={key} value={key}>
                {keyText(key)}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {mode === "step" ? null : <ZoomTools {...props} />}
      <span className="grow" />
      {mode === "heat" ? <ColorBar most={most} /> : null}
    </>
  );
}

function ZoomTools({ window, onZoom, onPan, onReset }: HistogramToolsProps): ReactNode {
  return (
    <>
      <div className="seg" role="group" aria-label="Steps seen">
        <button type="button" aria-label="Earlier steps" disabled={!window} onClick={() => onPan(-0.2)}>
          <Icon name="left" />
        </button>
        <button type="button" aria-label="Fewer steps" onClick={() => onZoom(0.5)}>
          +
        </button>
        <button type="button" aria-label="More steps" disabled={!window} onClick={() => onZoom(2)}>
          {"\u2212"}
        </button>
        <button type="button" aria-label="Later steps" disabled={!window} onClick={() => onPan(0.2)}>
          <Icon name="right" />
        </button>
      </div>
      {window === undefined ? null : (
        <button type="button" className="btn chip" title="Reset zoom" onClick={onReset}>
          Steps {formatStep(Math.ceil(window[0]))}
          {"\u2013"}
          {Number.isFinite(window[1]) ? formatStep(Math.floor(window[1])) : ""} <Icon name="undo" />
        </button>
      )}
    </>
  );
}
