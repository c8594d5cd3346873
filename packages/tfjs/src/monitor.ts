/** Whether a monitored value is better when it is higher; `auto` goes by its name. */
export type MonitorMode = "auto" | "min" | "max";

/** What "better" means for a metric, and the best so far. */
export interface Monitor {
  readonly best: number | undefined;
  /** True, and the best from now on, when the value is better than all before. Never for NaN. */
  improves(value: number): boolean;
}

const RISES = /acc|auc|precision|recall|f1|fmeasure|r2/i;

/** `best` is where to go on from. In the mode `auto` accuracies, areas, precision, recall, F1 and R² rise, all else falls. */
export function createMonitor(name: string, mode: MonitorMode, best: number | undefined): Monitor {
  const rises = mode === "max" || (mode === "auto" && RISES.test(name));
  let bestSoFar = best;
  return {
    get best() {
      return bestSoFar;
    },
    improves(value) {
      if (Number.isNaN(value)) return false;
      if (bestSoFar !== undefined && (rises ? value <= bestSoFar : value >= bestSoFar)) return false;
      bestSoFar = value;
      return true;
    },
  };
}
