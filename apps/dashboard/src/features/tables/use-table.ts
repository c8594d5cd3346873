import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { readTable } from "./read-table.ts";
import type { TableContent } from "./table-content.ts";

/** The content of a table's file, which never changes; undefined `url`: none yet. */
export function useTable(url: string | undefined): UseQueryResult<TableContent> {
  return useQuery({
    queryKey: ["table", url],
    enabled: url !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 120_000,
    retry: false,
    queryFn: ({ signal }) => readTable(url as string, signal),
  });
}
