import type { ProjectView, RunRow } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";
import { runSearch } from "./run-search.ts";

/** Projects that are searched when none is open, and runs of each reply, at most. */
const most = { projects: 8, runs: 30, runsOfEach: 6 } as const;
const pauseMs = 120;

/** Runs whose names have what is typed, found by the server: those of the open project, else of the latest ones. */
export function useFoundRuns(
  query: string,
  project: string | undefined,
  projects: readonly ProjectView[],
): readonly RunRow[] {
  const { client } = useSession();
  const settled = useSettled(query);
  const names =
    project === undefined
      ? projects
          .toSorted((a, b) => b.lastActivity - a.lastActivity)
          .slice(0, most.projects)
          .map(({ name }) => name)
      : [project];
  const { data } = useQuery({
    queryKey: queryKeys.foundRuns(names, settled),
    queryFn: async ({ signal }) => {
      const filter = runSearch(settled);
      const pages = await Promise.all(
        names.map((name) =>
          client.runTable(name, {
            ...(filter === undefined ? {} : { filter }),
            pageSize: project === undefined ? most.runsOfEach : most.runs,
            signal,
          }),
        ),
      );
      return pages.flatMap(({ runs }) => runs);
    },
    placeholderData: (before) => before,
    staleTime: 10_000,
  });
  return data ?? [];
}

/** A text, once it has rested for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
