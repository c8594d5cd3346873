import type { Client } from "@stepwell/client";
import type { RunRow } from "@stepwell/protocol";
import { groupDigits } from "../../lib/group-digits.ts";
import type { RowRange } from "../runs/use-run-table.ts";
import type { RunsQuestion } from "./use-runs-grid.ts";

/** Runs that can be chosen at once; the server changes no more. */
export const mostChosen = 10_000;

/** Reads the runs at some places of a table, at most `mostChosen`. */
export async function readPlaces(
  client: Pick<Client, "runTable">,
  project: string,
  { filter, sort, first, last }: RunsQuestion & RowRange,
): Promise<readonly RunRow[]> {
  const count = Math.min(last - first + 1, mostChosen);
  const rows: RunRow[] = [];
  let place: { readonly from: number } | { readonly after: string } = { from: first };
  while (rows.length < count) {
    const pageSize = Math.min(1_000, count - rows.length);
    const asked = { ...(filter === undefined ? {} : { filter }), sort, pageSize, ...place };
    const { runs, next } = await client.runTable(project, asked);
    rows.push(...runs);
    if (next === null) break;
    place = { after: next };
  }
  return rows;
}

/** What a box that chooses so many runs does: "Select all 296 runs". */
export function chooseText(count: number): string {
  return count > mostChosen
    ? `Select the first ${groupDigits(mostChosen)} of ${groupDigits(count)} runs`
    : `Select all ${groupDigits(count)} runs`;
}
