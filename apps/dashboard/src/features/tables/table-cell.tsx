import { printJson, type Json } from "@stepwell/protocol";
import { useState, type ReactNode } from "react";
import { formatInColumn, type ColumnFormat } from "../../lib/format-column.ts";
import { formatJson } from "../../lib/format-json.ts";
import { formatValue } from "../../lib/format-value.ts";
import { mediaItems } from "../media/media-item.ts";
import { mediaCell } from "./media-cell.tsx";
import { barShare, type NumberRange } from "./table-columns.ts";

export interface TableCellProps {
  readonly value: Json;
  /** Of the column, where it holds numbers. */
  readonly range: NumberRange | undefined;
  readonly format: ColumnFormat | undefined;
  /** The address of media that cells name; undefined where there is none. */
  readonly urlOf: ((path: string) => string) | undefined;
}

const elsewhere =
  "It lies in the table's artifact, which a folder of runs does not have: sync the run to a server.\n";

/** A cell: a number with its bar, a sign for truth, JSON folded, text with all of it in the title. */
export function TableCell({ value, range, format, urlOf }: TableCellProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  if (value === null) return null;
  if (typeof value === "number" || typeof value === "bigint") {
    const share = range === undefined ? 0 : barShare(Number(value), range);
    return (
      <span className="bar-cell" title={String(value)}>
        {range === undefined ? null : <i style={{ width: `${share * 100}%` }} />}
        <span>{format === undefined ? formatValue(value) : formatInColumn(Number(value), format)}</span>
      </span>
    );
  }
  if (typeof value === "boolean") return <span aria-label={String(value)}>{value ? "✓" : "–"}</span>;
  if (typeof value === "string") return <span title={value.slice(0, 2_000)}>{formatJson(value)}</span>;
  const media = urlOf === undefined ? undefined : mediaCell({ value, urlOf });
  if (media !== undefined) return media;
  const absent = urlOf === undefined && mediaItems(value).length > 0;
  return (
    <button
      type="button"
      className="json-cell mono"
      aria-expanded={isOpen}
      title={(absent ? elsewhere : "") + printJson(value).slice(0, 2_000)}
      onClick={() => setOpen(!isOpen)}
    >
      {isOpen ? printJson(value).slice(0, 20_000) : formatJson(value)}
    </button>
  );
}
