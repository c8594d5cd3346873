import { useQuery } from "@tanstack/react-query";
import { keyText } from "../../lib/format-key.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";
import { metricAt, type MetricAt } from "./metric-at.ts";

export interface MetricAtOptions {
  readonly project: string;
  readonly run: string;
  /** Key of the metric; undefined: none is shown. */
  readonly metric: string | undefined;
  readonly step: number | undefined;
}

/** A metric of a run at a step or before it, for what is shown of that step. */
export function useMetricAt({ project, run, metric, step }: MetricAtOptions): MetricAt | undefined {
  const { client } = useSession();
  const { data } = useQuery({
    queryKey: queryKeys.metricAt(project, run, metric ?? "", step ?? 0),
    enabled: metric !== undefined && step !== undefined,
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const asked = { project, run, stream: "history", key: metric ?? "", x: "_step" } as const;
      const [frame] = await client.series(
        [{ ...asked, range: [Number.MIN_SAFE_INTEGER, step ?? 0], buckets: 1 }],
        signal,
      );
      return metricAt(keyText(metric ?? ""), frame) ?? null;
    },
  });
  return data ?? undefined;
}
