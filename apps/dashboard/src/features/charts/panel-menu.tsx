import { Fragment, type ReactNode } from "react";
import { Icon } from "../shell/icon.tsx";
import { Menu } from "../shell/menu.tsx";
import { MenuCheckItem, MenuItem, MenuSeparator } from "../shell/menu-items.tsx";
import { showToast } from "../shell/toast.ts";
import type { ChartSurface } from "./chart-surface.ts";
import { CursorItems } from "./cursor-items.tsx";
import type { PanelAction } from "./panel-actions.ts";
import type { PanelSpec } from "./panel-spec.ts";

export interface PanelMenuProps {
  readonly title: string;
  readonly panel: PanelSpec;
  /** What the page around adds. */
  readonly actions: readonly PanelAction[];
  readonly surface: { readonly current: ChartSurface | undefined };
  readonly table: boolean;
  readonly onTable: () => void;
}

type Format = "csv" | "png" | "svg";

/** What else can be done with a panel. */
export function PanelMenu({ title, panel, actions, surface, table, onTable }: PanelMenuProps): ReactNode {
  const items = actions.filter(({ place }) => place === "menu");
  const first = items.filter(({ danger }) => danger !== true);
  const last = items.filter(({ danger }) => danger === true);
  const download = (format: Format): void => void downloadPanel(title, format, surface.current);
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" aria-label={`More about ${title}`} title="More">
          <Icon name="more" />
        </button>
      }
    >
      <ActionItems actions={first} />
      {first.length > 0 ? <MenuSeparator /> : null}
      <MenuCheckItem isChecked={table} onChange={onTable} shortcut="T">
        Numbers as a table
      </MenuCheckItem>
      <CursorItems surface={surface} />
      <MenuItem icon="download" onSelect={() => download("csv")}>
        Download CSV
      </MenuItem>
      <MenuItem icon="download" onSelect={() => download("png")}>
        Download PNG
      </MenuItem>
      <MenuItem icon="download" onSelect={() => download("svg")}>
        Download SVG
      </MenuItem>
      <MenuItem icon="copy" onSelect={() => void copyLink(panel.id)}>
        Copy link
      </MenuItem>
      {last.length > 0 ? <MenuSeparator /> : null}
      <ActionItems actions={last} />
    </Menu>
  );
}

function ActionItems({ actions }: { readonly actions: readonly PanelAction[] }): ReactNode {
  return actions.map(({ id, label, icon, shortcut, section, danger, run }, at) => (
    <Fragment key={id}>
      {at > 0 && section !== actions[at - 1]?.section ? <MenuSeparator /> : null}
      <MenuItem
        {...(icon === undefined ? {} : { icon })}
        {...(shortcut === undefined ? {} : { shortcut: shortcut.toUpperCase() })}
        isDanger={danger === true}
        onSelect={run}
      >
        {label}
      </MenuItem>
    </Fragment>
  ));
}

/** Saves what a panel shows as a file. */
async function downloadPanel(
  title: string,
  format: Format,
  surface: ChartSurface | undefined,
): Promise<void> {
  const shown = surface?.picture();
  if (shown === undefined) return;
  const { exportPanel } = await import("./export-panel.ts");
  try {
    await exportPanel({ title, format, ...shown });
  } catch (error) {
    showToast({
      text: `Could not save ${title}: ${error instanceof Error ? error.message : String(error)}`,
      error: true,
    });
  }
}

/** Copies the address of this view with the panel in full screen. */
async function copyLink(panel: string): Promise<void> {
  const { printSearch, parseSearch } = await import("../../lib/search-params.ts");
  const search = printSearch({ ...parseSearch(location.search), panel });
  try {
    await navigator.clipboard.writeText(`${location.origin}${location.pathname}${search}`);
    showToast({ text: "Link copied" });
  } catch {
    showToast({
      text: "The browser did not let the link be copied. Copy it from the address bar.",
      error: true,
    });
  }
}
