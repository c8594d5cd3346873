import type { Chart } from "./chart.ts";
import { isChart } from "./is-chart.ts";

/** One value of a row: what is left of it, if anything, and its charts by their dotted keys. */
export interface HoistedCharts {
  readonly rest: Readonly<Record<string, unknown>> | undefined;
  readonly charts: readonly (readonly [key: string, chart: Chart])[];
}

const MAX_DEPTH = 32;

/**
 * Takes the charts out of a value that is logged under `key`: the value itself, or members of nested plain objects
 * and maps. Undefined when there are none. What was given is not changed.
 */
export function hoistCharts(key: string, value: unknown): HoistedCharts | undefined {
  if (isChart(value)) return { rest: undefined, charts: [[key, value]] };
  if (!isGroup(value) || !holdsChart(value, 0)) return undefined;
  const charts: [string, Chart][] = [];
  const rest = withoutCharts(value, [key], charts);
  return { rest, charts };
}

type Group = ReadonlyMap<unknown, unknown> | Readonly<Record<string, unknown>>;

function holdsChart(group: Group, depth: number): boolean {
  const values: Iterable<unknown> = group instanceof Map ? group.values() : Object.values(group);
  for (const value of values) {
    if (typeof value !== "object") continue;
    if (isChart(value)) return true;
    if (depth < MAX_DEPTH && isGroup(value) && holdsChart(value, depth + 1)) return true;
  }
  return false;
}

function withoutCharts(
  group: Group,
  path: readonly string[],
  charts: [string, Chart][],
): Record<string, unknown> {
  const rest = Object.create(null) as Record<string, unknown>;
  const entries: Iterable<[unknown, unknown]> = group instanceof Map ? group : Object.entries(group);
  for (const [name, value] of entries) {
    const key = String(name);
    const place = [...path, key];
    if (isChart(value)) charts.push([place.join("."), value]);
    else
      rest[key] =
        isGroup(value) && holdsChart(value, path.length) ? withoutCharts(value, place, charts) : value;
  }
  return rest;
}

function isGroup(value: unknown): value is Group {
  if (typeof value !== "object" || value === null) return false;
  if (value instanceof Map) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
