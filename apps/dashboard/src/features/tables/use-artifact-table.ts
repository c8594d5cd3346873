import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import type { FileItem } from "../media/media-item.ts";
import { useSession } from "../shell/session-context.ts";
import { artifactPlace } from "./artifact-place.ts";

export interface TablePlace {
  /** Undefined while it is not known where the table lies. */
  readonly url: string | undefined;
  /** The address of a file that a cell names; undefined for a table without media beside it. */
  readonly urlOf: ((path: string) => string) | undefined;
}

const mostVersions = 1_000;

/** Where to read a logged table: its artifact, which has its media too, or the run's own file where there is none. */
export function useArtifactTable(project: string, run: string, item: FileItem | undefined): TablePlace {
  const { client } = useSession();
  const address = item?.artifactPath;
  const versions = useQuery({
    queryKey: [...queryKeys.runArtifacts(project, run), "tables"],
    enabled: address !== undefined,
    queryFn: async ({ signal }) =>
      (await client.artifacts.ofRun(project, run, { limit: mostVersions, signal })).versions,
  });
  const place = useMemo(
    () => (address === undefined ? undefined : artifactPlace(address, versions.data ?? [])),
    [address, versions.data],
  );
  const urlOf = useCallback(
    (path: string) =>
      place === undefined ? "" : client.artifacts.fileUrl(place.project, place.name, place.version, path),
    [client, place],
  );
  if (item === undefined || (address !== undefined && versions.isPending))
    return { url: undefined, urlOf: undefined };
  if (place === undefined) return { url: client.fileUrl(project, run, item.path), urlOf: undefined };
  return { url: urlOf(place.path), urlOf };
}
