import type { MetricView, RunDetail } from "@stepwell/protocol";
import type { Better } from "../../lib/better-value.ts";
import { keyText } from "../../lib/format-key.ts";

/** What is asked for: the definitions of the runs, and what the page is sorted by. */
export interface BetterOptions {
  readonly details: readonly Pick<RunDetail, "metrics">[];
  readonly sort: { readonly key: string; readonly descending: boolean } | undefined;
}

/**
 * Which values of a summary key are better, as far as that is known: by the goal of its definition, by the one of `min` and
 * `max` that it keeps, or because runs are sorted by it. Runs that say different things say nothing.
 */
export function betterOf({ details, sort }: BetterOptions): (key: string) => Better | undefined {
  const said = new Map<string, Set<Better>>();
  for (const { metrics } of details) {
    for (const metric of metrics) {
      const better = defined(metric);
      if (better === undefined) continue;
      const name = keyText(metric.name);
      said.set(name, (said.get(name) ?? new Set()).add(better));
    }
  }
  return (key) => {
    const text = keyText(key);
    const own = said.get(text) ?? said.get(text.replace(/\.(?:min|max|best|last|mean)$/, ""));
    if (own !== undefined) return own.size === 1 ? [...own][0] : undefined;
    if (sort === undefined || keyText(sort.key) !== text) return undefined;
    return sort.descending ? "higher" : "lower";
  };
}

function defined({ goal, summary }: MetricView): Better | undefined {
  if (goal !== undefined) return goal === "maximize" ? "higher" : "lower";
  const [hasMin, hasMax] = [summary.includes("min"), summary.includes("max")];
  return hasMin === hasMax ? undefined : hasMax ? "higher" : "lower";
}

/** How a value stands to the baseline: −1 the worst of its row to +1 the best; undefined where that is not known. */
export function standing(
  values: readonly (number | undefined)[],
  at: number,
  better: Better | undefined,
): number | undefined {
  const [base] = values;
  const value = values[at];
  if (better === undefined || base === undefined || value === undefined || at === 0) return undefined;
  const most = Math.max(
    ...values.map((other) =>
      other === undefined || !Number.isFinite(other - base) ? 0 : Math.abs(other - base),
    ),
  );
  const share = (value - base) / most;
  if (!Number.isFinite(share)) return undefined;
  return better === "higher" ? share : -share;
}
