import type { RunDetail } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";

/** How many values of a key are no finite numbers. */
export interface BadValues {
  readonly key: string;
  readonly nan: number;
  readonly infinite: number;
}

/** Keys that are looked at. */
export const mostBadKeys = 1_000;

/** The keys of a run with NaN and ∞, those with the most first. Undefined until known. */
export function useBadValues({ run, keys }: RunDetail): readonly BadValues[] | undefined {
  const { client } = useSession();
  const { project, id } = run;
  const numbers = numberKeys(keys).slice(0, mostBadKeys);
  const { data } = useQuery({
    queryKey: queryKeys.badValues(project, id),
    enabled: numbers.length > 0,
    staleTime: run.status === "running" ? 30_000 : 300_000,
    refetchInterval: run.status === "running" ? 30_000 : false,
    queryFn: async ({ signal }) => {
      const frames = await client.series(
        numbers.map(({ key }) => ({
          project,
          run: id,
          stream: "history" as const,
          key,
          x: "_step",
          buckets: 1,
        })),
        signal,
      );
      return frames
        .map(({ query, nan, positiveInfinity, negativeInfinity }) => ({
          key: numbers[query]?.key ?? "",
          nan: sum(nan),
          infinite: sum(positiveInfinity) + sum(negativeInfinity),
        }))
        .filter((item) => item.nan + item.infinite > 0)
        .toSorted((a, b) => b.nan + b.infinite - a.nan - a.infinite);
    },
  });
  return numbers.length === 0 ? [] : data;
}

/** Keys of numbers that were logged by name. */
export function numberKeys(keys: RunDetail["keys"]): RunDetail["keys"] {
  return keys.filter(({ key, kind }) => kind === "number" && !key.startsWith("_"));
}

function sum(counts: Uint32Array): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
