import type { RunKeyView } from "@stepwell/protocol";
import { useMemo, type ReactNode } from "react";
import { metricKeys, takenPaths } from "../runs/list-metric.ts";
import { ownFields } from "../filter/own-fields.ts";
import { Combobox } from "../shell/combobox.tsx";
import { Icon } from "../shell/icon.tsx";
import { Popover, PopoverClose } from "../shell/popover.tsx";
import type { TableColumn } from "./table-column.ts";

export interface ColumnPickerProps {
  readonly known: readonly RunKeyView[];
  readonly columns: readonly TableColumn[];
  /** Settings in which the runs differ, by path; undefined until that is known. */
  readonly differing: ReadonlySet<string> | undefined;
  readonly onChange: (names: readonly string[]) => void;
  readonly onReset: () => void;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** Which columns the table has: settings that differ first, then the other settings, results, and facts of the run. */
export function ColumnPicker(props: ColumnPickerProps): ReactNode {
  const { known, columns, differing, onChange, onReset, onOpenChange } = props;
  const items = useMemo(() => columnItems(known, differing), [known, differing]);
  const names = columns.map(({ name }) => name);
  const picked = new Set(names);
  return (
    <Popover
      label="Columns"
      align="end"
      onOpenChange={onOpenChange}
      trigger={
        <button type="button" className="btn">
          <Icon name="table" />
          Columns
          <span className="dim">
            {columns.length} of {items.length}
          </span>
        </button>
      }
    >
      <Combobox
        label="Find a column"
        items={items}
        picked={picked}
        empty="No run has such a key."
        onPick={({ id }) => onChange(picked.has(id) ? names.filter((name) => name !== id) : [...names, id])}
        footer={
          <>
            <button type="button" className="btn ghost" onClick={onReset}>
              Usual columns
            </button>
            <PopoverClose className="btn">Done</PopoverClose>
          </>
        }
      />
    </Popover>
  );
}

function columnItems(
  known: readonly RunKeyView[],
  differing: ReadonlySet<string> | undefined,
): { readonly id: string; readonly text: string; readonly group: string }[] {
  const settings = known
    .map(({ path }) => path)
    .filter((path) => path.startsWith("config.") && !path.startsWith("config._"));
  const differs = settings.filter((path) => differing?.has(path) === true);
  const same = settings.filter((path) => differing?.has(path) !== true);
  const metrics = metricKeys(known);
  return [
    ...differs.map((id) => ({ id, text: id, group: "Differs between runs" })),
    ...metrics.flatMap((key) =>
      [...takenPaths(key, known).keys()].map((take) => {
        const id = take === "last" ? key : `${key}:${take}`;
        return { id, text: id, group: "Summary" };
      }),
    ),
    ...same.map((id) => ({ id, text: id, group: "Config" })),
    ...metrics.map((key) => ({ id: `~${key}`, text: `${key}, as a line`, group: "Spark lines" })),
    ...ownFields
      .filter(({ name }) => name !== "name")
      .map(({ name }) => ({ id: name, text: name, group: "Run" })),
  ];
}
