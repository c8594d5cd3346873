import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { appendTables } from "./append-tables.ts";
import { readTable } from "./read-table.ts";
import { lookAtColumns } from "./table-columns.ts";
import type { TableContent } from "./table-content.ts";

/** The content of a table's files, row after row; they never change. No `urls`: none yet. */
export function useTable(urls: readonly string[]): UseQueryResult<TableContent> {
  return useQuery({
    queryKey: ["table", ...urls],
    enabled: urls.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 120_000,
    retry: false,
    queryFn: async ({ signal }) => {
      const tables: TableContent[] = [];
      for (const url of urls) tables.push(await readTable(url, signal));
      const table = appendTables(tables);
      await lookAtColumns(table);
      return table;
    },
  });
}
