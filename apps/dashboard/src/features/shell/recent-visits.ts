import { createValueStore } from "../../lib/value-store.ts";

/** A page of a project or of a run that was looked at. */
export interface Visit {
  readonly project: string;
  /** Absent for the project itself. */
  readonly run?: { readonly id: string; readonly name: string };
}

const storageKey = "stepwell.recent";
const most = 40;

/** What was looked at in this browser, the latest first. */
export const recentVisits = createValueStore<readonly Visit[]>(stored());

/** Puts a visit in front. Visits of the same page before are forgotten. */
export function recordVisit(visit: Visit): void {
  const rest = recentVisits.get().filter((one) => !isSame(one, visit));
  recentVisits.set([visit, ...rest].slice(0, most));
  try {
    localStorage.setItem(storageKey, JSON.stringify(recentVisits.get()));
  } catch {
    // A browser without storage forgets what was looked at.
  }
}

/** Reads visits from text; what is none of them is left out. */
export function parseVisits(text: string | null): readonly Visit[] {
  try {
    const list: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(list) ? list.flatMap(readVisit).slice(0, most) : [];
  } catch {
    return [];
  }
}

function readVisit(value: unknown): readonly Visit[] {
  const { project, run } = Object(value) as { readonly project?: unknown; readonly run?: unknown };
  if (typeof project !== "string" || project === "") return [];
  if (run === undefined) return [{ project }];
  const { id, name } = Object(run) as { readonly id?: unknown; readonly name?: unknown };
  return typeof id === "string" && typeof name === "string" ? [{ project, run: { id, name } }] : [];
}

function isSame(a: Visit, b: Visit): boolean {
  return a.project === b.project && a.run?.id === b.run?.id;
}

function stored(): readonly Visit[] {
  try {
    return parseVisits(localStorage.getItem(storageKey));
  } catch {
    return [];
  }
}
