import type { ReactNode } from "react";
import { formatValue } from "../../lib/format-value.ts";
import type { TableColumn } from "../runs-table/table-column.ts";
import { Combobox } from "../shell/combobox.tsx";
import { Icon } from "../shell/icon.tsx";
import { Popover, PopoverClose } from "../shell/popover.tsx";
import { brushText, type Brushes } from "./brushes.ts";
import type { PlotAxis } from "./plot-axis.ts";
import { mostAxes, type PlotChoice } from "./plot-keys.ts";

export interface PlotHeadProps {
  readonly choice: PlotChoice;
  readonly usable: readonly TableColumn[];
  readonly axes: readonly PlotAxis[];
  readonly brushes: Brushes;
  /** How many runs are drawn or brushed, where that is not all. */
  readonly says: string;
  /** What the colours say, from the weakest to the strongest. */
  readonly scale: { readonly column: TableColumn; readonly range: readonly [number, number] } | undefined;
  readonly scatter:
    | { readonly x: PlotAxis; readonly y: PlotAxis; readonly size: PlotAxis | undefined }
    | undefined;
  readonly onChoice: (choice: PlotChoice) => void;
  readonly onKeep: () => void;
  readonly onClear: () => void;
}

const kinds = [
  { kind: "axes", text: "Parallel" },
  { kind: "xy", text: "Scatter" },
] as const;

/** What is drawn over the table, and the ways to change it. */
export function PlotHead(props: PlotHeadProps): ReactNode {
  const { choice, axes, brushes, says, scale, onChoice, onKeep, onClear } = props;
  const isOpen = choice.kind !== "off";
  const words = axes.flatMap((axis) =>
    (brushes.get(axis.column.name) ?? []).map((range) => brushText(axis, range)),
  );
  return (
    <header className="plot-head">
      <button
        type="button"
        className="plot-fold"
        aria-expanded={isOpen}
        onClick={() => onChoice(isOpen ? { kind: "off" } : { kind: "axes", names: undefined })}
      >
        <Icon name={isOpen ? "down" : "right"} />
        <h2>{choice.kind === "xy" ? "Scatter" : "Parallel coordinates"}</h2>
      </button>
      <span className="badge ell" role="status">
        {[says, ...words].filter((text) => text !== "").join(", ")}
      </span>
      {words.length === 0 ? null : (
        <>
          <button type="button" className="btn small" onClick={onKeep}>
            Keep as filter
          </button>
          <button type="button" className="btn ghost small" onClick={onClear}>
            Clear
          </button>
        </>
      )}
      <span className="grow" />
      {isOpen && scale !== undefined ? <Scale {...scale} /> : null}
      {choice.kind === "xy" ? <ScatterKeys {...props} names={choice.names} /> : null}
      {choice.kind === "axes" ? <AddAxis {...props} /> : null}
      {isOpen ? (
        <span className="seg" role="group" aria-label="Kind of chart">
          {kinds.map(({ kind, text }) => (
            <button
              key={kind}
              type="button"
              aria-pressed={choice.kind === kind}
              onClick={() => onChoice(kind === "xy" ? { kind, names: [] } : { kind, names: undefined })}
            >
              {text}
            </button>
          ))}
        </span>
      ) : null}
    </header>
  );
}

function Scale({ column, range: [weak, strong] }: NonNullable<PlotHeadProps["scale"]>): ReactNode {
  return (
    <span className="plot-scale" title={`Colour: ${column.prefix}${column.title}`}>
      <span className="hide-s">
        {column.prefix}
        {column.title}
      </span>
      {formatValue(weak, 2)}
      <i />
      {formatValue(strong, 2)}
    </span>
  );
}

function AddAxis({ usable, axes, onChoice }: PlotHeadProps): ReactNode {
  const names = axes.map(({ column }) => column.name);
  return (
    <Popover
      label="Axes"
      align="end"
      trigger={
        <button type="button" className="btn ghost">
          <Icon name="plus" />
          Axis
        </button>
      }
    >
      <Combobox
        label="Find a column"
        items={itemsOf(usable)}
        picked={new Set(names)}
        empty="No column matches. Columns of the table can be axes."
        onPick={({ id }) =>
          onChoice({
            kind: "axes",
            names: names.includes(id) ? names.filter((name) => name !== id) : [...names, id].slice(-mostAxes),
          })
        }
        footer={<PopoverClose className="btn">Done</PopoverClose>}
      />
    </Popover>
  );
}

const scatterKeys = ["X", "Y", "Colour", "Size"] as const;

function ScatterKeys({
  usable,
  scatter,
  scale,
  names,
  onChoice,
}: PlotHeadProps & { readonly names: readonly (string | undefined)[] }): ReactNode {
  const shown = [scatter?.x.column, scatter?.y.column, scale?.column, scatter?.size?.column];
  return scatterKeys.map((label, at) => (
    <label key={label} className="btn select">
      <span className="k">{label}</span>
      <select
        aria-label={label}
        value={shown[at]?.name ?? ""}
        onChange={(event) =>
          onChoice({
            kind: "xy",
            names: scatterKeys.map((_, place) =>
              place === at ? event.target.value : (names[place] ?? undefined),
            ),
          })
        }
      >
        {at === 3 ? <option value="">all alike</option> : null}
        {usable
          .filter(({ kind }) => at < 2 || kind === "number")
          .map(({ name, prefix, title }) => (
            <option key={name} value={name}>
              {prefix}
              {title}
            </option>
          ))}
      </select>
      <Icon name="down" />
    </label>
  ));
}

function itemsOf(usable: readonly TableColumn[]): { id: string; text: string; group: string }[] {
  return usable.map(({ name, isMetric }) => ({
    id: name,
    text: name,
    group: isMetric ? "Results" : "Settings",
  }));
}
