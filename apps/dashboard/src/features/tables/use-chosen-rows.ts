import { useEffect, useMemo, useState } from "react";
import type { FilterNode } from "../filter/parse-filter.ts";
import type { TableContent } from "./table-content.ts";
import { choosingRows, chosenRows, type TableSort } from "./table-rows.ts";

/** Tables with more rows are filtered and sorted in slices, so that the page goes on answering. */
const mostAtOnce = 5_000;
const sliceMs = 12;

/** The numbers of the rows to show. Those of a large table stay as they were until the new ones are found. */
export function useChosenRows(
  table: TableContent,
  filter: FilterNode | undefined,
  sorts: readonly TableSort[],
): Uint32Array {
  const isPlain = filter === undefined && sorts.length === 0;
  const atOnce = useMemo(
    () => (isPlain || table.rows.length <= mostAtOnce ? chosenRows(table, filter, sorts) : undefined),
    [table, filter, sorts, isPlain],
  );
  const [found, setFound] = useState<{ readonly table: TableContent; readonly rows: Uint32Array }>();
  useEffect(() => {
    if (atOnce !== undefined) {
      if (table.rows.length > mostAtOnce) setFound({ table, rows: atOnce });
      return undefined;
    }
    const work = choosingRows(table, filter, sorts);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const goOn = (): void => {
      const until = performance.now() + sliceMs;
      let step = work.next();
      while (step.done !== true && performance.now() < until) step = work.next();
      if (step.done === true) setFound({ table, rows: step.value });
      else timer = setTimeout(goOn);
    };
    goOn();
    return () => clearTimeout(timer);
  }, [table, filter, sorts, atOnce]);
  const before = useMemo(() => chosenRows(table, undefined, []), [table]);
  return atOnce ?? (found?.table === table ? found.rows : before);
}
