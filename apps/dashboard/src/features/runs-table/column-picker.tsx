import type { RunKeyView } from "@stepwell/protocol";
import { useMemo, useState, type ReactNode } from "react";
import { groupDigits } from "../../lib/group-digits.ts";
import { metricKeys, takenPaths } from "../runs/list-metric.ts";
import { ownFields } from "../filter/own-fields.ts";
import { Combobox } from "../shell/combobox.tsx";
import { Icon } from "../shell/icon.tsx";
import { Popover, PopoverClose } from "../shell/popover.tsx";
import type { TableColumn } from "./table-column.ts";
import { mostDiffering } from "./use-differing-keys.ts";

export interface ColumnPickerProps {
  readonly known: readonly RunKeyView[];
  readonly columns: readonly TableColumn[];
  /** Settings in which the runs differ, by path; undefined until that is known. */
  readonly differing: ReadonlySet<string> | undefined;
  readonly onChange: (names: readonly string[]) => void;
  readonly onReset: () => void;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** Which columns the table has: settings (those that differ first, or only these), results, and facts of the run. */
export function ColumnPicker(props: ColumnPickerProps): ReactNode {
  const { known, columns, differing, onChange, onReset, onOpenChange } = props;
  const [isDiffering, setDiffering] = useState(false);
  const items = useMemo(() => columnItems(known, differing), [known, differing]);
  const shown = isDiffering ? items.filter(({ id }) => differing?.has(id)) : items;
  const settings = items.filter(({ group }) => group === "Config").length;
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
        items={shown}
        picked={picked}
        empty={isDiffering ? "No such setting differs between runs." : "No run has such a key."}
        header={
          <>
            <button
              type="button"
              className="btn small"
              aria-pressed={isDiffering}
              onClick={() => setDiffering(!isDiffering)}
            >
              Differs between runs
            </button>
            {settings > mostDiffering ? (
              <span className="dim">
                {mostDiffering} of {groupDigits(settings)} settings were looked at
              </span>
            ) : null}
          </>
        }
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
): { readonly id: string; readonly text: string; readonly group: string; readonly hint?: string }[] {
  const settings = known
    .map(({ path }) => path)
    .filter((path) => path.startsWith("config.") && !path.startsWith("config._"));
  const differs = settings.filter((path) => differing?.has(path) === true);
  const same = settings.filter((path) => differing?.has(path) !== true);
  const metrics = metricKeys(known);
  return [
    ...differs.map((id) => ({ id, text: id, group: "Config", hint: "differs" })),
    ...same.map((id) => ({ id, text: id, group: "Config" })),
    ...metrics.flatMap((key) =>
      [...takenPaths(key, known).keys()].map((take) => {
        const id = take === "last" ? key : `${key}:${take}`;
        return { id, text: id, group: "Summary" };
      }),
    ),
    ...metrics.map((key) => ({ id: `~${key}`, text: `${key}, as a line`, group: "Summary" })),
    ...ownFields
      .filter(({ name }) => name !== "name")
      .map(({ name }) => ({ id: name, text: name, group: "Run" })),
  ];
}
