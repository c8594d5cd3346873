import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import type { FileItem } from "../media/media-item.ts";
import { useSession } from "../shell/session-context.ts";
import { artifactPlace, type ArtifactPlace } from "./artifact-place.ts";
import { isMadeTable } from "./read-artifact-table.ts";

export interface TablePlace {
  /** Where its rows are, the first ones first; empty while that is not known. */
  readonly urls: readonly string[];
  /** The address of a file that a cell names; undefined for a table without media beside it. */
  readonly urlOf: ((path: string) => string) | undefined;
  /** A table of the artifact that is made of others, in place of `urls`. */
  readonly made?: ArtifactPlace;
}

const mostVersions = 1_000;
const nowhere: TablePlace = { urls: [], urlOf: undefined };

/**
 * Where to read a logged table: its artifact, which has its media too, or the run's own file where there is none. What was
 * logged in increments has an artifact for each; those that are not here are left out.
 */
export function useArtifactTable(project: string, run: string, item: FileItem | undefined): TablePlace {
  const { client } = useSession();
  const address = item?.artifactPath;
  const { data: versions, isPending } = useQuery({
    queryKey: [...queryKeys.runArtifacts(project, run), "tables"],
    enabled: address !== undefined,
    queryFn: async ({ signal }) =>
      (await client.artifacts.ofRun(project, run, { limit: mostVersions, signal })).versions,
  });
  const place = useMemo(
    () => (address === undefined ? undefined : artifactPlace(address, versions ?? [])),
    [address, versions],
  );
  const urlOf = useCallback(
    (path: string) => (place === undefined ? "" : client.artifacts.fileUrl(...inVersion({ ...place, path }))),
    [client, place],
  );
  const { path, earlier = none } = item ?? {};
  const isWaiting = path === undefined || (address !== undefined && isPending);
  return useMemo(() => {
    if (isWaiting) return nowhere;
    if (place === undefined) return { urls: [client.fileUrl(project, run, path)], urlOf: undefined };
    if (isMadeTable(place.path)) return { urls: [], urlOf, made: place };
    const places = earlier.flatMap((one) => artifactPlace(one, versions ?? []) ?? []);
    return { urls: [...places, place].map((one) => client.artifacts.fileUrl(...inVersion(one))), urlOf };
  }, [isWaiting, place, client, project, run, path, earlier.join("\n"), versions, urlOf]);
}

const none: readonly string[] = [];

function inVersion({ project, name, version, path }: ArtifactPlace): [string, string, string, string] {
  return [project, name, version, path];
}
