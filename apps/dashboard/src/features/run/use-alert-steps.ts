import type { RunDetail } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";

/** Alerts whose steps are asked for, the newest; others have none. */
export const mostAlerts = 100;

/** The step of each alert: that of the last row before it. Undefined until known, and for alerts before the first row. */
export function useAlertSteps({ run, alerts }: RunDetail): readonly (number | undefined)[] | undefined {
  const { client } = useSession();
  const { project, id } = run;
  const rows = alerts.slice(-mostAlerts).map(({ row }) => row);
  const { data } = useQuery({
    queryKey: queryKeys.alertSteps(project, id, rows),
    enabled: rows.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const steps = new Map<number, number>();
      for (const row of new Set(rows)) {
        if (row === 0) continue;
        const options = { from: row - 1, limit: 1, keys: ["_step"], signal };
        for await (const { row: values } of client.rows(project, id, options)) {
          const step = values["_step"];
          if (typeof step === "number") steps.set(row, step);
        }
      }
      return rows.map((row) => steps.get(row));
    },
  });
  const earlier = alerts.length - rows.length;
  return useMemo(
    () =>
      data === undefined || earlier === 0
        ? data
        : [...Array.from({ length: earlier }, () => undefined), ...data],
    [data, earlier],
  );
}
