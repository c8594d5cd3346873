import type { Json, RunRow } from "@stepwell/protocol";
import { memo, type ReactNode } from "react";
import { formatInColumn, type ColumnFormat } from "../../lib/format-column.ts";
import { formatDuration } from "../../lib/format-duration.ts";
import { formatJson } from "../../lib/format-json.ts";
import { formatTime, formatTimeFull } from "../../lib/format-time.ts";
import { SparkLine } from "../charts/spark-line.tsx";
import { silenceOf } from "../runs/run-silence.ts";
import { StatusPill } from "../runs/status-mark.tsx";
import { cellNumber, cellValue } from "./cell-value.ts";
import type { NumberLook } from "./column-looks.ts";
import { EditCell } from "./edit-cell.tsx";
import type { TableColumn } from "./table-column.ts";

export interface GridCellProps {
  readonly run: RunRow;
  readonly column: TableColumn;
  readonly format: ColumnFormat;
  readonly look: NumberLook;
  /** Least and largest value of the column. */
  readonly range: { readonly min: number; readonly max: number } | undefined;
  readonly isBest: boolean;
  readonly isPartial?: boolean | undefined;
  /** Its row is the one that keys are about. */
  readonly isActive: boolean;
  readonly now: number;
  readonly onEdit: (edit: { readonly tags?: readonly string[]; readonly notes?: string }) => void;
}

/** What a run has in a column. */
export const GridCell = memo(function GridCell(props: GridCellProps): ReactNode {
  const { run, column, now, isActive, onEdit } = props;
  switch (column.kind) {
    case "state":
      return <StatusPill status={run.state} silent={silenceOf(run.state, run.updatedAt, now)} />;
    case "spark":
      return (
        <SparkLine
          run={{ ...run, status: run.state === "running" ? "running" : "finished" }}
          metric={column.name.slice(1)}
        />
      );
    case "time": {
      const time = cellNumber(run, column);
      return time === undefined ? null : <span title={formatTimeFull(time)}>{formatTime(time, now)}</span>;
    }
    case "duration":
      return formatDuration(run.runtime);
    case "tags":
      return (
        <EditCell
          label={`Tags of ${run.name}`}
          text={run.tags.join(", ")}
          isActive={isActive}
          onSave={(text) => onEdit({ tags: tagsOf(text) })}
        >
          {run.tags.map((tag) => (
            <span key={tag} className="tag" title={tag}>
              {tag}
            </span>
          ))}
        </EditCell>
      );
    case "notes": {
      const text = asText(cellValue(run, column));
      return (
        <EditCell
          label={`Notes of ${run.name}`}
          text={text}
          isActive={isActive}
          onSave={(notes) => onEdit({ notes })}
        >
          <span className="ell" title={text}>
            {text.split("\n")[0]}
          </span>
        </EditCell>
      );
    }
    case "text": {
      const text = asText(cellValue(run, column));
      return (
        <span className="ell" title={text}>
          {text}
        </span>
      );
    }
    case "number":
      return <NumberCell {...props} />;
  }
});

function NumberCell({ run, column, format, look, range, isBest, isPartial }: GridCellProps): ReactNode {
  const value = cellNumber(run, column);
  if (value === undefined) {
    const text = asText(cellValue(run, column));
    return text === "" ? null : <span className="ell">{text}</span>;
  }
  const share =
    range === undefined || look === "number" || range.max === range.min
      ? undefined
      : Math.min(1, Math.max(0, (value - range.min) / (range.max - range.min)));
  return (
    <span
      className={`num ${isBest ? "best" : ""} ${share === undefined ? "" : `as-${look}`}`}
      title={isBest && isPartial === true ? `${value}, the best of the rows that were read` : String(value)}
      style={share === undefined ? undefined : { "--share": `${Math.round(share * 1_000) / 10}%` }}
    >
      {isBest ? <span className="sr">Best: </span> : null}
      {formatInColumn(value, format)}
    </span>
  );
}

/** Tags as somebody types them. */
export function tagsOf(text: string): string[] {
  return [...new Set(text.split(",").map((tag) => tag.trim()))].filter((tag) => tag !== "");
}

function asText(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? "\u2713" : "\u2013";
  return typeof value === "string" ? value : formatJson(value);
}
