import type { ExportUrlOptions } from "@stepwell/client";
import type { RunView } from "@stepwell/protocol";
import type { ReactNode } from "react";
import { Icon } from "../shell/icon.tsx";
import { MenuItem, MenuLabel, MenuSeparator } from "../shell/menu-items.tsx";
import { Menu } from "../shell/menu.tsx";
import { useSession } from "../shell/session-context.ts";

const formats = [
  ["csv", "CSV"],
  ["jsonl", "JSON lines"],
  ["parquet", "Parquet"],
  ["arrow", "Arrow"],
] as const;

/** What the run logged, as a file. */
export function ExportMenu({ run }: { readonly run: RunView }): ReactNode {
  const { client } = useSession();
  const save = (options: ExportUrlOptions): void => {
    const link = document.createElement("a");
    link.href = client.exportUrl(run.project, run.id, options);
    link.download = "";
    link.click();
  };
  const items = (stream: "history" | "events"): ReactNode =>
    formats.map(([format, name]) => (
      <MenuItem key={format} icon="download" onSelect={() => save({ format, stream })}>
        {name}
      </MenuItem>
    ));
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" className="btn">
          <Icon name="download" />
          Export
        </button>
      }
    >
      <MenuLabel>Everything logged</MenuLabel>
      {items("history")}
      <MenuSeparator />
      <MenuLabel>System metrics</MenuLabel>
      {items("events")}
    </Menu>
  );
}
