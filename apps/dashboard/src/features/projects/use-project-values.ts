import type { ProjectView } from "@stepwell/protocol";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
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

const none: ReadonlyMap<string, number | undefined> = new Map();

/** Asks for the best value or the size of all projects while they are sorted by that. What changes later does not sort again. */
export function useProjectValues(
  projects: readonly ProjectView[],
  column: string | undefined,
): ProjectValues {
  const { client } = useSession();
  const queries = useQueryClient();
  const metrics = useValue(projectMetrics);
  const [found, setFound] = useState(none);
  const isAsked = column === "best" || column === "size";
  const names = isAsked
    ? projects
        .map(({ name }) => name)
        .toSorted()
        .join("\n")
    : "";
  useEffect(() => {
    setFound(none);
    let isHere = true;
    for (const name of names === "" ? [] : names.split("\n")) {
      const asked =
        column === "size"
          ? queries.fetchQuery(projectSizeQuery(client, name)).then(projectBytes)
          : queries.fetchQuery(projectBestQuery(client, name, metrics.get(name))).then((best) => best?.value);
      const give = (value: number | undefined): void => {
        if (isHere) setFound((before) => new Map(before).set(name, value));
      };
      asked.then(give, () => give(undefined));
    }
    return () => {
      isHere = false;
    };
  }, [client, queries, metrics, column, names]);
  return {
    values: new Map(
      [...found].filter((pair): pair is [string, number] => !Number.isNaN(pair[1] ?? Number.NaN)),
    ),
    waiting: names === "" ? 0 : names.split("\n").length - found.size,
  };
}
