import type { RunDetail } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { lastAtOrBefore } from "../../lib/binary-search.ts";
import { useSession } from "../shell/session-context.ts";

const buckets = 1_000;

/** The run's epoch at a step, where it logs one as `epoch`; undefined otherwise. */
export function useEpoch({ run, keys }: RunDetail, step: number | undefined): number | undefined {
  const { client } = useSession();
  const hasEpoch = keys.some(({ key, kind }) => key === "epoch" && kind === "number");
  const { data } = useQuery({
    queryKey: ["epochs", run.project, run.id],
    enabled: hasEpoch,
    refetchInterval: run.status === "running" ? 15_000 : false,
    queryFn: async ({ signal }) => {
      const asked = {
        project: run.project,
        run: run.id,
        stream: "history",
        key: "epoch",
        x: "_step",
      } as const;
      const [frame] = await client.series([{ ...asked, buckets }], signal);
      return frame === undefined ? null : { steps: frame.x, epochs: frame.last };
    },
  });
  if (data === undefined || data === null || step === undefined) return undefined;
  const epoch = data.epochs[lastAtOrBefore(data.steps, step)];
  return epoch !== undefined && Number.isFinite(epoch) ? epoch : undefined;
}
