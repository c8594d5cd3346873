import type { Client } from "@stepwell/client";
import type { RunRow } from "@stepwell/protocol";
import { useState } from "react";
import type { RowRange } from "../runs/use-run-table.ts";
import { plainReason } from "../shell/message.tsx";
import { showToast } from "../shell/toast.ts";
import { readPlaces } from "./read-places.ts";
import { afterMany, type Selection } from "./selection.ts";
import type { RunsGrid } from "./use-runs-grid.ts";

/** Places of one group whose rows are looked at to say whether it is chosen. */
const mostLookedAt = 2_000;

/** Boxes that choose many runs: all of a group, or of the table. */
export interface ManyChoice {
  /** Chooses all runs at the places, those that were not read yet too; lets go of them when they were. */
  toggle(places: RowRange): void;
  isChosen(places: RowRange): boolean | "mixed";
}

export interface ManyChoiceOptions {
  readonly client: Pick<Client, "runTable">;
  readonly grid: Pick<RunsGrid, "project" | "question" | "table">;
  readonly selection: Selection;
  readonly onSelection: (change: (before: Selection) => Selection) => void;
}

/** The boxes over a table of which only what was scrolled to is read. */
export function useManyChoice(options: ManyChoiceOptions): ManyChoice {
  const { client, grid, selection, onSelection } = options;
  const { project, question, table } = grid;
  /** What was read for a box, as nobody scrolled there. */
  const [read, setRead] = useState<ReadonlyMap<string, readonly RunRow[]>>(new Map());
  const keyOf = ({ first, last }: RowRange): string => JSON.stringify([project, question, first, last]);
  /** Undefined unless all of them are in the table by now. */
  const allAt = (places: RowRange): readonly RunRow[] | undefined => {
    const rows = loadedAt(table.row, places);
    return rows.length === places.last - places.first + 1 ? rows : undefined;
  };
  const isChosen = (places: RowRange): boolean | "mixed" => {
    if (selection.size === 0) return false;
    const rows = allAt(places) ?? read.get(keyOf(places));
    if (rows?.every(({ id }) => selection.has(id)) === true) return true;
    return (rows ?? loadedAt(table.row, places)).some(({ id }) => selection.has(id)) ? "mixed" : false;
  };
  return {
    isChosen,
    toggle(places) {
      const rows = allAt(places) ?? (isChosen(places) === true ? read.get(keyOf(places)) : undefined);
      if (rows !== undefined) return onSelection((before) => afterMany(before, rows));
      readPlaces(client, project, { ...question, ...places }).then(
        (found) => {
          setRead((before) => new Map(before).set(keyOf(places), found));
          onSelection((before) => new Map([...before, ...found.map((run) => [run.id, run] as const)]));
        },
        (error: unknown) => showToast({ text: plainReason(error), error: true }),
      );
    },
  };
}

function loadedAt(row: RunsGrid["table"]["row"], { first, last }: RowRange): RunRow[] {
  const count = Math.min(last - first + 1, mostLookedAt);
  return Array.from({ length: count }, (_, at) => row(first + at)).filter((run) => run !== undefined);
}
