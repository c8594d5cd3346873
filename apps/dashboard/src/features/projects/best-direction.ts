import type { MetricView } from "@stepwell/protocol";
import { betterByName } from "../../lib/better-value.ts";
import { keyText } from "../../lib/format-key.ts";

/** Which of a metric's values over all runs is shown: `best` where its runs say which is the better one. */
export interface BestDirection {
  readonly word: "best" | "min" | "max";
  readonly descending: boolean;
}

/** By the metric's definition, by which of its values runs keep, or else by its name: losses and errors are better small. */
export function bestDirection(
  key: string,
  take: "last" | "best" | "min" | "max",
  metrics: readonly MetricView[],
): BestDirection {
  const goal = metrics.find(
    ({ name, goal: said }) => said !== undefined && keyText(name) === keyText(key),
  )?.goal;
  if (goal !== undefined) return { word: "best", descending: goal === "maximize" };
  const descending = take === "min" ? false : take === "max" ? true : betterByName(keyText(key)) !== "lower";
  return { word: descending ? "max" : "min", descending };
}
