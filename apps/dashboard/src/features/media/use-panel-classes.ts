import { useQueries, type UseQueryResult } from "@tanstack/react-query";
import type { RunDetail } from "@stepwell/protocol";
import { useEffect, useMemo, useState } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import type { ChartRun } from "../charts/panel-spec.ts";
import { useSession } from "../shell/session-context.ts";
import { keyLabels } from "./key-labels.ts";
import type { MediaClasses } from "./media-look.ts";
import { useMediaClasses } from "./use-media-classes.ts";

/** The classes of one key of several runs. Their names are asked for once a picture turns out to have classes. */
export function usePanelClasses(runs: readonly ChartRun[], keyName: string): MediaClasses {
  const { client } = useSession();
  const [isNeeded, setNeeded] = useState(false);
  const details = useQueries({
    queries: runs.map(({ project, id }) => ({
      queryKey: queryKeys.run(project, id),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => client.run(project, id, signal),
      enabled: isNeeded,
      staleTime: 60_000,
    })),
    combine: known,
  });
  const labels = useMemo(() => keyLabels(details, [keyName]), [details, keyName]);
  const classes = useMediaClasses(labels);
  const hasSome = classes.list.length > 0;
  useEffect(() => {
    if (hasSome) setNeeded(true);
  }, [hasSome]);
  return classes;
}

function known(results: readonly UseQueryResult<RunDetail>[]): readonly Pick<RunDetail, "classLabels">[] {
  return results.flatMap(({ data }) => (data === undefined ? [] : [{ classLabels: data.classLabels }]));
}
