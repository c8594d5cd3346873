import type {
  ArtifactCollectionView,
  ArtifactFileView,
  ArtifactVersionView,
  UsedArtifactVersion,
} from "@stepwell/client";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";

const mostCollections = 2_000;
const mostVersions = 2_000;
const pageSize = 1_000;

/** All artifacts of a project, the oldest first. */
export function useCollections(project: string): UseQueryResult<readonly ArtifactCollectionView[]> {
  const { client } = useSession();
  return useQuery({
    queryKey: queryKeys.artifacts(project),
    queryFn: ({ signal }) =>
      all(mostCollections, async (after) => {
        const page = await client.artifacts.list(project, { limit: pageSize, signal, ...from(after) });
        return { items: page.collections, next: page.next };
      }),
    staleTime: 5_000,
  });
}

/** All versions of an artifact, the newest first. */
export function useVersions(project: string, name: string): UseQueryResult<readonly ArtifactVersionView[]> {
  const { client } = useSession();
  return useQuery({
    queryKey: queryKeys.artifactVersions(project, name),
    queryFn: async ({ signal }) => {
      const versions = await all(mostVersions, async (after) => {
        const page = await client.artifacts.versions(project, name, {
          limit: pageSize,
          signal,
          ...from(after),
        });
        return { items: page.versions, next: page.next };
      });
      return versions.toReversed();
    },
    staleTime: 5_000,
  });
}

/** One version by its number or any alias, with the runs that used it. */
export function useVersion(
  project: string,
  name: string,
  version: string,
): UseQueryResult<UsedArtifactVersion> {
  const { client } = useSession();
  return useQuery({
    queryKey: queryKeys.artifactVersion(project, name, version),
    queryFn: ({ signal }) => client.artifacts.version(project, name, version, signal),
    staleTime: 5_000,
  });
}

/** The first files of a version, and how many there are. */
export function useArtifactFiles(
  project: string,
  name: string,
  version: string,
): UseQueryResult<{ readonly files: readonly ArtifactFileView[]; readonly total: number }> {
  const { client } = useSession();
  return useQuery({
    queryKey: queryKeys.artifactFiles(project, name, version),
    queryFn: ({ signal }) => client.artifacts.files(project, name, version, { limit: pageSize, signal }),
  });
}

function from(after: number | undefined): { readonly after?: number } {
  return after === undefined ? {} : { after };
}

async function all<T>(
  most: number,
  read: (
    after: number | undefined,
  ) => Promise<{ readonly items: readonly T[]; readonly next: number | null }>,
): Promise<readonly T[]> {
  const found: T[] = [];
  let after: number | null | undefined;
  while (after !== null && found.length < most) {
    const { items, next }: { items: readonly T[]; next: number | null } = await read(after);
    found.push(...items);
    after = next;
  }
  return found;
}
