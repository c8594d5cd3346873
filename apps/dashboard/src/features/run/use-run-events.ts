import type { RunDetail } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import type { RunEvent } from "../charts/chart-events.ts";
import { useSession } from "../shell/session-context.ts";
import { checkpointsOf, isModel, leftOut, runEvents, type Checkpoint } from "./run-events.ts";
import { useAlertSteps } from "./use-alert-steps.ts";
import { useRunArtifactsQuery } from "./use-run-artifacts.ts";

const none: readonly Checkpoint[] = [];

export interface RunEvents {
  readonly events: readonly RunEvent[];
  /** Says what of it is not marked; "" for nothing. */
  readonly note: string;
}

/** What happened while a run logged, for its charts: forked, resumed, alerts, saved models. */
export function useRunEvents(detail: RunDetail): RunEvents {
  const { project, id } = detail.run;
  const { client } = useSession();
  const artifacts = useQuery(useRunArtifactsQuery(project, id));
  const saved = useMemo(() => checkpointsOf(artifacts.data?.output ?? []), [artifacts.data]);
  const times = saved.map(({ time }) => time);
  const steps = useQuery({
    queryKey: queryKeys.stepsAt(project, id, times),
    enabled: times.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const frames = await client.series(
        times.map((time) => ({
          project,
          run: id,
          stream: "history" as const,
          key: "_step",
          x: "_timestamp",
          range: [0, time / 1_000] as const,
          buckets: 1,
        })),
        signal,
      );
      return times.map((_, at) => frames.find(({ query }) => query === at)?.last.at(-1));
    },
  });
  const alertSteps = useAlertSteps(detail);
  const { alerts, sessions, fork } = detail;
  const events = useMemo(() => {
    const checkpoints =
      steps.data === undefined ? none : saved.map((one, at) => ({ ...one, step: steps.data[at] }));
    return runEvents({ alerts, sessions, fork, alertSteps, checkpoints });
  }, [alerts, sessions, fork, alertSteps, saved, steps.data]);
  const models = artifacts.data?.output.filter(isModel).length ?? 0;
  return { events, note: leftOut({ alerts, sessions, models }) };
}
