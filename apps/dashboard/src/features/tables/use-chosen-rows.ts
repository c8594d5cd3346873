import { useEffect, useMemo, useState } from "react";
import type { FilterNode } from "../filter/parse-filter.ts";
import { inSlices } from "./in-slices.ts";
import type { TableContent } from "./table-content.ts";
import { chooseRows, chosenRows, type TableSort } from "./table-rows.ts";

export interface ChosenRows {
  readonly rows: Uint32Array;
  /** True while these are the rows of the filter and sort before. */
  readonly isBusy: boolean;
}

interface Asked {
  readonly table: TableContent;
  readonly filter: FilterNode | undefined;
  readonly sorts: readonly TableSort[];
}

/** As many rows are chosen at once; more, in slices between which the page answers. */
const atOnce = 5_000;
const none = new Uint32Array();

/** The rows of a table that a filter lets through, sorted. Of a large table those before stay until the new ones are there. */
export function useChosenRows(
  table: TableContent,
  filter: FilterNode | undefined,
  sorts: readonly TableSort[],
): ChosenRows {
  const asked = useMemo((): Asked => ({ table, filter, sorts }), [table, filter, sorts]);
  const isAll = filter === undefined && sorts.length === 0;
  const now = useMemo(
    () =>
      isAll || asked.table.rows.length <= atOnce
        ? chosenRows(asked.table, asked.filter, asked.sorts)
        : undefined,
    [asked, isAll],
  );
  const [last, setLast] = useState<{ readonly asked: Asked; readonly rows: Uint32Array }>();
  useEffect(() => {
    if (now !== undefined) {
      setLast({ asked, rows: now });
      return undefined;
    }
    const end = new AbortController();
    inSlices(chooseRows(asked.table, asked.filter, asked.sorts), end.signal).then(
      (rows) => setLast({ asked, rows }),
      // Something else is asked for since.
      () => undefined,
    );
    return () => end.abort();
  }, [asked, now]);
  if (now !== undefined) return { rows: now, isBusy: false };
  return {
    rows: last?.asked.table === table ? last.rows : none,
    isBusy: last?.asked !== asked,
  };
}
