import type { RunView } from "@stepwell/protocol";
import { useMemo } from "react";
import type { ChartRun } from "../charts/panel-spec.ts";

/** One run as the charts of its page want it; the same object while nothing in it changes. */
export function useChartRuns({ project, id, name, color, status, startedAt }: RunView): readonly ChartRun[] {
  const live = status === "running";
  return useMemo(
    () => [{ project, id, name, color, dashed: false, live, startedAt }],
    [project, id, name, color, live, startedAt],
  );
}
