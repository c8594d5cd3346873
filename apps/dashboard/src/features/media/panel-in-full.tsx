import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { useChartSettings } from "../charts/chart-settings.ts";
import { KeyName } from "../charts/key-name.tsx";
import type { ChartRun, PanelSpec } from "../charts/panel-spec.ts";
import { HistogramModes } from "../histograms/histogram-modes.tsx";
import { Icon } from "../shell/icon.tsx";
import { MediaPanel } from "./media-panel.tsx";
import { StepBar } from "./step-bar.tsx";
import { usePanelMedia } from "./use-panel-media.ts";

export interface PanelInFullProps {
  readonly panel: PanelSpec;
  readonly runs: readonly ChartRun[];
  /** In the order of the page, for ← and →. */
  readonly panels: readonly PanelSpec[];
}

const mostRows = 50;

/** A panel of media over the whole window, with its steps below. Esc closes, ← and → go to its neighbours. */
export function PanelInFull({ panel, runs, panels }: PanelInFullProps): ReactNode {
  const { openPanel } = useChartSettings();
  const media = usePanelMedia(panel, runs);
  const dialog = useRef<HTMLDivElement>(null);
  const title = panel.settings?.title ?? panel.title;
  const { steps } = media;
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const go = (by: number): void => {
    const at = panels.findIndex(({ id }) => id === panel.id);
    openPanel(panels[(at + by + panels.length) % panels.length]?.id);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (by === 0 || event.ctrlKey || event.target !== event.currentTarget) return;
    event.preventDefault();
    event.stopPropagation();
    go(by);
  };
  return (
    <div
      className="full media-full"
      role="dialog"
      aria-modal="true"
      aria-label={`${title} in full screen`}
      tabIndex={-1}
      ref={dialog}
      onKeyDown={onKeyDown}
    >
      <header>
        <h2 className="ell">
          <KeyName text={title} />
        </h2>
        <span className="badge" title={media.runsTitle}>
          {media.badge}
        </span>
        <span className="grow" />
        {panel.histograms === true ? <HistogramModes mode={media.mode} onMode={media.onMode} /> : null}
        <Tool label="Previous panel (←)" icon="left" onClick={() => go(-1)} />
        <Tool label="Next panel (→)" icon="right" onClick={() => go(1)} />
        <Tool label="Leave full screen (Esc)" icon="x" onClick={() => openPanel(undefined)} />
      </header>
      <MediaPanel media={media} histograms={panel.histograms === true} size={320} most={mostRows} />
      {steps.all.length > 1 && steps.step !== undefined ? (
        <StepBar steps={steps.all} step={steps.step} onStep={steps.choose} />
      ) : null}
    </div>
  );
}

function Tool(props: {
  readonly label: string;
  readonly icon: "left" | "right" | "x";
  readonly onClick: () => void;
}): ReactNode {
  const { label, icon, onClick } = props;
  return (
    <button type="button" className="btn icon" aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
