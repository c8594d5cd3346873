import type { KeyboardEvent, ReactNode } from "react";
import { useChartSettings } from "../charts/chart-settings.ts";
import { KeyName } from "../charts/key-name.tsx";
import { usePanelExtension } from "../charts/panel-actions.ts";
import { PanelButtons } from "../charts/panel-buttons.tsx";
import type { ChartRun, PanelSpec } from "../charts/panel-spec.ts";
import { histogramModes, modeNames } from "../histograms/histogram-modes.tsx";
import { Icon } from "../shell/icon.tsx";
import { Menu } from "../shell/menu.tsx";
import { MenuItem } from "../shell/menu-items.tsx";
import { MediaPanel } from "./media-panel.tsx";
import { PanelSteps } from "./panel-steps.tsx";
import { usePanelMedia } from "./use-panel-media.ts";

export interface PanelCardProps {
  readonly panel: PanelSpec;
  readonly runs: readonly ChartRun[];
}

/** Pictures beside charts: the first key of a panel, a column for each run, at the shared step. */
export function PanelCard({ panel, runs }: PanelCardProps): ReactNode {
  const settings = useChartSettings();
  const extension = usePanelExtension();
  const media = usePanelMedia(panel, runs);
  const title = panel.settings?.title ?? panel.title;
  const actions = extension.actions(panel).filter(({ id }) => id !== "edit");
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.metaKey || event.altKey) return;
    const { key } = event;
    if (event.ctrlKey) {
      if (key === "ArrowLeft" || key === "ArrowRight") media.go(key === "ArrowLeft" ? -1 : 1);
      return;
    }
    if (key === "Enter") settings.openPanel(panel.id);
    else if (key === "[" || key === "]") media.go(key === "[" ? -1 : 1);
    else if (key === "{" || key === "}") media.go(key === "{" ? -10 : 10);
    else actions.find(({ shortcut }) => shortcut === key)?.run();
  };
  return (
    <article
      className="panel"
      aria-label={title}
      tabIndex={0}
      data-panel={panel.id}
      data-kind="media"
      onKeyDown={onKeyDown}
    >
      <header>
        <h3 className="ell">
          <KeyName text={title} />
        </h3>
        <span className="grow" />
        <PanelButtons
          title={title}
          id={panel.id}
          actions={actions}
          own={<PanelSteps media={media} title={title} />}
          menu={
            <Menu
              align="end"
              trigger={
                <button type="button" aria-label={`More about ${title}`} title="More">
                  <Icon name="more" />
                </button>
              }
            >
              {panel.histograms === true
                ? histogramModes.map((mode) => (
                    <MenuItem
                      key={mode}
                      {...(media.mode === mode ? { icon: "check" } : {})}
                      onSelect={() => media.onMode(mode)}
                    >
                      {modeNames[mode]}
                    </MenuItem>
                  ))
                : null}
              {actions
                .filter(({ place }) => place === "menu")
                .map(({ id, label, icon, run }) => (
                  <MenuItem key={id} icon={icon ?? "dot"} onSelect={run}>
                    {label}
                  </MenuItem>
                ))}
            </Menu>
          }
        />
        <span className="badge" title={media.runsTitle}>
          {media.badge}
        </span>
      </header>
      <MediaPanel media={media} histograms={panel.histograms === true} size={132} most={4} />
    </article>
  );
}
