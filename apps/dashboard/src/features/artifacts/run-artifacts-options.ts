import type { ArtifactVersionView } from "@stepwell/client";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";

/** The versions that a run logged and used, as the run's own page keeps them. */
interface RunArtifacts {
  readonly output: readonly ArtifactVersionView[];
  readonly input: readonly ArtifactVersionView[];
}

interface RunArtifactsOptions {
  readonly queryKey: ReturnType<typeof queryKeys.runArtifacts>;
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<RunArtifacts>;
  readonly staleTime: number;
}

/** How to read them for any run. */
export function useRunArtifactsOptions(): (project: string, run: string) => RunArtifactsOptions {
  const { client } = useSession();
  return (project, run) => ({
    queryKey: queryKeys.runArtifacts(project, run),
    queryFn: async ({ signal }) => {
      const [output, input] = await Promise.all([
        client.artifacts.ofRun(project, run, { role: "output", signal }),
        client.artifacts.ofRun(project, run, { role: "input", signal }),
      ]);
      return { output: output.versions, input: input.versions };
    },
    staleTime: 10_000,
  });
}
