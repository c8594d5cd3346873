import { useMemo, useState, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { saveFile } from "../../lib/save-file.ts";
import { parseFilter } from "../filter/parse-filter.ts";
import { FilterField } from "../shell/filter-field.tsx";
import { Icon } from "../shell/icon.tsx";
import { ColumnMenu } from "./column-menu.tsx";
import { columnNumbers } from "./table-columns.ts";
import type { TableContent } from "./table-content.ts";
import { tableCsv } from "./table-csv.ts";
import { TableGrid, type OtherMedia } from "./table-grid.tsx";
import { TablePager } from "./table-pager.tsx";
import { plainLayout } from "./table-layout.ts";
import { filterProblem, type TableSort } from "./table-rows.ts";
import { useChosenRows } from "./use-chosen-rows.ts";
import "./tables.css";

export interface TableViewProps {
  readonly table: TableContent;
  readonly label: string;
  /** The address of media that cells name. */
  readonly urlOf?: ((path: string) => string) | undefined;
  /** The same for the columns from a place on, which are of another table. */
  readonly otherMedia?: OtherMedia | undefined;
  /** More controls beside the filter. */
  readonly children?: ReactNode;
}

const pageRows = 100;

/** A table that can be filtered, sorted, paged through and downloaded. */
export function TableView({ table, label, urlOf, otherMedia, children }: TableViewProps): ReactNode {
  const [filter, setFilter] = useState("");
  const [sorts, setSorts] = useState<readonly TableSort[]>([]);
  const [layout, setLayout] = useState(() => plainLayout(table.columns));
  const names = table.columns.join("\n");
  const [named, setNamed] = useState(names);
  // Another step of a key has the same columns as a rule, and keeps how they stand.
  if (named !== names) {
    setNamed(names);
    setLayout(plainLayout(table.columns));
  }
  const [page, setPage] = useState(0);
  const { node, problems } = useMemo(() => parseFilter(filter), [filter]);
  const problem = useMemo(() => {
    if (problems[0] !== undefined) return problems[0].message;
    return node === undefined ? undefined : filterProblem(node, table.columns);
  }, [node, problems, table.columns]);
  const rows = useChosenRows(table, problem === undefined ? node : undefined, sorts);
  const numbers = useMemo(() => columnNumbers(table), [table]);
  const pages = Math.max(1, Math.ceil(rows.length / pageRows));
  const at = Math.min(page, pages - 1);
  const shown = useMemo(() => rows.subarray(at * pageRows, (at + 1) * pageRows), [rows, at]);
  return (
    <div className="table-view">
      <div className="table-tools">
        <FilterField
          label={`Filter ${formatPlural(table.rows.length, "row")}`}
          value={filter}
          onChange={(text) => {
            setFilter(text);
            setPage(0);
          }}
          problem={problem}
          className="grow"
        />
        {children}
        <ColumnMenu
          columns={table.columns}
          hidden={layout.hidden}
          onHidden={(hidden) => setLayout({ ...layout, hidden })}
        />
        <button
          type="button"
          className="btn ghost icon"
          aria-label="Download CSV"
          title="Download the rows that are chosen as CSV"
          onClick={() =>
            saveFile(new Blob([tableCsv(table, rows)], { type: "text/csv" }), { title: label, ending: "csv" })
          }
        >
          <Icon name="download" />
        </button>
      </div>
      <TableGrid
        table={table}
        rows={shown}
        numbers={numbers}
        layout={layout}
        onLayout={setLayout}
        label={label}
        sorts={sorts}
        onSorts={setSorts}
        urlOf={urlOf}
        otherMedia={otherMedia}
      />
      {rows.length === 0 && table.rows.length > 0 ? (
        <p className="dim">
          No row matches. {formatPlural(table.rows.length, "row")} are hidden by the filter.{" "}
          <button type="button" className="btn" onClick={() => setFilter("")}>
            Clear filter
          </button>
        </p>
      ) : null}
      {table.moreColumns === undefined ? null : (
        <p className="dim">
          The first {formatPlural(table.columns.length, "column")} of{" "}
          {groupDigits(table.columns.length + table.moreColumns)}. Download the file to look at the others.
        </p>
      )}
      <TablePager page={at} pageRows={pageRows} rows={rows.length} onPage={setPage} />
    </div>
  );
}
