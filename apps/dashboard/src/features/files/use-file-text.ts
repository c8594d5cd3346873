import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";
import { readTextFile, type FileText } from "./read-text-file.ts";

/** The text of a file of a run, up to `most` bytes. Nothing is asked for while `path` is undefined. */
export function useFileText(
  project: string,
  run: string,
  path: string | undefined,
  most: number,
): UseQueryResult<FileText> {
  const { client } = useSession();
  return useQuery({
    queryKey: queryKeys.fileText(project, run, path ?? "", most),
    enabled: path !== undefined,
    queryFn: async ({ signal }) =>
      readTextFile(await client.readFile(project, run, path ?? "", signal), most),
    staleTime: 5_000,
  });
}
