import type { ReactNode } from "react";
import type { MediaViewerProps } from "../media/viewer-parts.ts";
import { plainReason } from "../shell/message.tsx";
import { TableView } from "./table-view.tsx";
import { useTable } from "./use-table.ts";

/** A logged table's file as a table. */
export function TableFile({ url, label }: MediaViewerProps): ReactNode {
  const { data, error } = useTable([url]);
  if (error !== null)
    return <p className="warn">Could not read this table. {plainReason(error)} Download it to look at it.</p>;
  if (data === undefined) return <p className="dim">…</p>;
  return <TableView table={data} label={label} />;
}
