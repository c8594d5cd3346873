import { Fragment, type ReactNode } from "react";
import { Icon } from "../shell/icon.tsx";
import { Menu } from "../shell/menu.tsx";
import { MenuCheckItem, MenuItem, MenuSeparator } from "../shell/menu-items.tsx";
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

/** What else can be done with a panel. */
export function PanelMenu({ title, panel, actions, surface, table, onTable }: PanelMenuProps): ReactNode {
  const items = actions.filter(({ place }) => place === "menu");
  const first = items.filter(({ danger }) => danger !== true);
  const last = items.filter(({ danger }) => danger === true);
  const save = async (format: "csv" | "png" | "svg" | "link"): Promise<void> => {
    const { savePanel } = await import("./save-panel.ts");
    await savePanel({ title, panel: panel.id, format, surface: surface.current });
  };
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
      <MenuItem icon="download" onSelect={() => void save("csv")}>
        Download CSV
      </MenuItem>
      <MenuItem icon="download" onSelect={() => void save("png")}>
        Download PNG
      </MenuItem>
      <MenuItem icon="download" onSelect={() => void save("svg")}>
        Download SVG
      </MenuItem>
      <MenuItem icon="copy" onSelect={() => void save("link")}>
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
