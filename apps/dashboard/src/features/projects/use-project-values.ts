import type { ProjectView } from "@stepwell/protocol";
import { useQueries } from "@tanstack/react-query";
import { useValue } from "../../lib/use-value.ts";
import { useSession } from "../shell/session-context.ts";
import { projectBestQuery } from "./project-best-query.ts";
import { projectMetrics } from "./project-metrics.ts";
import { projectBytes, projectSizeQuery } from "./project-size-query.ts";

/** What projects are sorted by that the list of them does not say. */
export interface ProjectValues {
  /** By name. One that has no value, or whose value is still to come, is not there. */
  readonly values: ReadonlyMap<string, number>;
  /** Projects that the server has not answered for yet. */
  readonly waiting: number;
}

const none: readonly never[] = [];

/** Asks for the best value or the size of all projects for as long as they are sorted by that. */
export function useProjectValues(
  projects: readonly ProjectView[],
  column: string | undefined,
): ProjectValues {
  const { client } = useSession();
  const metrics = useValue(projectMetrics);
  const sizes = useQueries({
    queries: (column === "size" ? projects : none).map(({ name }) => projectSizeQuery(client, name)),
  });
  const bests = useQueries({
    queries: (column === "best" ? projects : none).map(({ name }) =>
      projectBestQuery(client, name, metrics.get(name)),
    ),
  });
  const found = [
    ...sizes.map(({ data }) => (data === undefined ? undefined : projectBytes(data))),
    ...bests.map(({ data }) => data?.value),
  ];
  return {
    values: new Map(
      found.flatMap((value, at): [string, number][] => {
        const project = projects[at];
        return value === undefined || Number.isNaN(value) || project === undefined
          ? []
          : [[project.name, value]];
      }),
    ),
    waiting: [...sizes, ...bests].filter(({ isPending }) => isPending).length,
  };
}
