import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import { whenIdle } from "../../lib/when-idle.ts";
import type { Layout } from "../layout/layout.ts";
import { useSession } from "../shell/session-context.ts";

type SystemPart = Pick<typeof import("./system-section.ts"), "systemSection" | "markSystem">;

/** What was measured of the machines of a project's runs, and how it becomes panels. */
export interface SystemMetrics extends SystemPart {
  readonly keys: readonly string[];
}

/** Asked for when the page is idle, or as soon as it is wanted; undefined before that. */
export function useSystemMetrics(project: string, isWanted: boolean): SystemMetrics | undefined {
  const { client } = useSession();
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    let isHere = true;
    whenIdle(() => isHere && setIdle(true));
    return () => {
      isHere = false;
    };
  }, []);
  const { data } = useQuery({
    queryKey: queryKeys.systemKeys(project),
    enabled: isIdle || isWanted,
    structuralSharing: false,
    queryFn: async ({ signal }): Promise<SystemMetrics> => {
      const [{ keys }, { systemSection, markSystem }] = await Promise.all([
        client.views.systemKeys(project, signal),
        import("./system-section.ts"),
      ]);
      const numbers = keys.filter(({ key, kind }) => kind === "number" && !key.startsWith("_"));
      return { keys: numbers.map(({ key }) => key), systemSection, markSystem };
    },
  });
  return data;
}

/** Whether a view shows system metrics, so that they can't wait. */
export function wantsSystem(panel: string | undefined, layout: Layout | undefined): boolean {
  const isOne = (id: string): boolean => id.startsWith("system");
  return (
    (panel !== undefined && isOne(panel)) ||
    (layout !== undefined &&
      ([...layout.sections].some(([name, { open }]) => open === true && isOne(name)) ||
        layout.moves.some((move) => isOne(move.panel)) ||
        layout.added.some(({ keys }) => keys.some(isOne))))
  );
}
