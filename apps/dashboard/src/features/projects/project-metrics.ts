import { createValueStore } from "../../lib/value-store.ts";

const storageKey = "stepwell.project-metrics";

/** The metric that was chosen for each project in this browser. */
export const projectMetrics = createValueStore<ReadonlyMap<string, string>>(stored());

/** Chooses the metric of a project. */
export function setProjectMetric(project: string, metric: string): void {
  projectMetrics.set(new Map(projectMetrics.get()).set(project, metric));
  try {
    localStorage.setItem(storageKey, JSON.stringify([...projectMetrics.get()]));
  } catch {
    // A browser without storage forgets the choice.
  }
}

/** Reads choices from text; what is none of them is left out. */
export function parseMetrics(text: string | null): ReadonlyMap<string, string> {
  try {
    const list: unknown = JSON.parse(text ?? "[]");
    if (!Array.isArray(list)) return new Map();
    return new Map(
      list.flatMap((entry: unknown): [string, string][] => {
        const [project, metric] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
        return typeof project === "string" && typeof metric === "string" ? [[project, metric]] : [];
      }),
    );
  } catch {
    return new Map();
  }
}

function stored(): ReadonlyMap<string, string> {
  try {
    return parseMetrics(localStorage.getItem(storageKey));
  } catch {
    return new Map();
  }
}
