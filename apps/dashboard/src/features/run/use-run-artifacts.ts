import type { ArtifactVersionView } from "@stepwell/client";
import type { UseQueryOptions } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";

/** The artifact versions that a run logged and used. */
export interface RunArtifacts {
  readonly output: readonly ArtifactVersionView[];
  readonly input: readonly ArtifactVersionView[];
}

/** How to read them: up to a page of each. */
export function useRunArtifactsQuery(
  project: string,
  run: string,
): UseQueryOptions<RunArtifacts, Error, RunArtifacts, readonly ["run-artifacts", string, string]> {
  const { client } = useSession();
  return {
    queryKey: queryKeys.runArtifacts(project, run),
    queryFn: async ({ signal }) => {
      const [output, input] = await Promise.all([
        client.artifacts.ofRun(project, run, { role: "output", signal }),
        client.artifacts.ofRun(project, run, { role: "input", signal }),
      ]);
      return { output: output.versions, input: input.versions };
    },
    staleTime: 10_000,
  };
}
