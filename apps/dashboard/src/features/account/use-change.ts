import { useQueryClient, type QueryKey } from "@tanstack/react-query";
import { useState } from "react";
import { plainReason } from "../shell/message.tsx";

/** A change of users or keys that is under way, or what was wrong with the last one. */
export interface Change {
  /** Does the change, and has what it changed read again. */
  change(task: () => Promise<unknown>): Promise<void>;
  readonly problem: string | undefined;
  readonly isBusy: boolean;
}

/** Changes what is kept under a query's key. */
export function useChange(queryKey: QueryKey): Change {
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  return {
    problem,
    isBusy,
    async change(task) {
      setBusy(true);
      setProblem(undefined);
      try {
        await task();
      } catch (error) {
        setProblem(plainReason(error));
      }
      await queries.invalidateQueries({ queryKey });
      setBusy(false);
    },
  };
}
