import { printJson, type Json } from "@stepwell/protocol";
import { useState, type ReactNode } from "react";
import { formatJson } from "../../lib/format-json.ts";
import { formatValue } from "../../lib/format-value.ts";
import { mediaCell } from "./media-cell.tsx";
import { barShare, type NumberRange } from "./table-columns.ts";

export interface TableCellProps {
  readonly value: Json;
  /** Of the column, where it holds numbers. */
  readonly range: NumberRange | undefined;
  /** The address of media that cells name; undefined where there is none. */
  readonly urlOf: ((path: string) => string) | undefined;
}

/** A cell: a number with its bar, a sign for truth, JSON folded, text with all of it in the title. */
export function TableCell({ value, range, urlOf }: TableCellProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  if (value === null) return null;
  if (typeof value === "number" || typeof value === "bigint") {
    const share = range === undefined ? 0 : barShare(Number(value), range);
    return (
      <span className="bar-cell" title={String(value)}>
        {range === undefined ? null : <i style={{ width: `${share * 100}%` }} />}
        <span>{formatValue(value)}</span>
      </span>
    );
  }
  if (typeof value === "boolean") return <span aria-label={String(value)}>{value ? "✓" : "–"}</span>;
  if (typeof value === "string") return <span title={value.slice(0, 2_000)}>{formatJson(value)}</span>;
  const media = urlOf === undefined ? undefined : mediaCell({ value, urlOf });
  if (media !== undefined) return media;
  return (
    <button
      type="button"
      className="json-cell mono"
      aria-expanded={isOpen}
      title={printJson(value).slice(0, 2_000)}
      onClick={() => setOpen(!isOpen)}
    >
      {isOpen ? printJson(value).slice(0, 20_000) : formatJson(value)}
    </button>
  );
}
