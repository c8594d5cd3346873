import type { RunKeyView } from "@stepwell/protocol";
import type { KeyResolver } from "../filter/resolve-key.ts";
import { metricKeys, takenPaths } from "../runs/list-metric.ts";

/** What the cells of a column hold. */
type ColumnKind = "state" | "number" | "text" | "tags" | "notes" | "time" | "duration" | "spark";

/** A column of the table of runs. */
export interface TableColumn {
  /** As the address names it: `val/miou:max`, `config.lr`, `~train/loss` for a spark line. */
  readonly name: string;
  /** What the server calls its values; "" for spark lines. */
  readonly path: string;
  readonly kind: ColumnKind;
  /** Its head: the last part of its key, what is before that, and which value of a metric it is. */
  readonly title: string;
  readonly prefix: string;
  readonly take: string;
  readonly isMetric: boolean;
}

const mostMetrics = 4;
const mostSettings = 8;
const ownKinds: Readonly<Record<string, ColumnKind>> = {
  state: "state",
  tags: "tags",
  notes: "notes",
  createdAt: "time",
  startedAt: "time",
  heartbeatAt: "time",
  duration: "duration",
};

/** The columns of these names; what no run has is left out. */
export function tableColumns(
  names: readonly string[],
  { keys, known }: { readonly keys: KeyResolver; readonly known: readonly RunKeyView[] },
): TableColumn[] {
  const found = new Map<string, TableColumn>();
  for (const name of names) {
    const column = tableColumn(name, keys, known);
    if (column !== undefined && !found.has(column.name)) found.set(column.name, column);
  }
  return [...found.values()];
}

/** What is shown when nobody chose: state, the metrics that look like results, what the runs were set to, and when. */
export function usualColumns(known: readonly RunKeyView[]): string[] {
  const metrics = metricKeys(known).slice(0, mostMetrics);
  const line = metricKeys(known).find((key) => /loss/i.test(key)) ?? metrics[0];
  const settings = known
    .filter(
      ({ path, numbers, texts }) =>
        path.startsWith("config.") && !path.startsWith("config._") && numbers + texts > 0,
    )
    .slice(0, mostSettings);
  return [
    "state",
    ...metrics.map((key) => {
      const only = [...takenPaths(key, known).keys()].find((take) => take !== "last");
      return only === undefined ? key : `${key}:${only}`;
    }),
    ...(line === undefined ? [] : [`~${line}`]),
    ...settings.map(({ path }) => path),
    "duration",
    "started",
    "tags",
    "notes",
  ];
}

function tableColumn(name: string, keys: KeyResolver, known: readonly RunKeyView[]): TableColumn | undefined {
  if (name.startsWith("~")) {
    const key = name.slice(1);
    return { ...titled(key), name, path: "", kind: "spark", take: "", isMetric: true };
  }
  const take = /:(?:best|min|max)$/.exec(name)?.[0] ?? "";
  const key = take === "" ? name : name.slice(0, -take.length);
  const taken = takenPaths(key.replace(/^summary\./, ""), known).get(
    take === "" ? "last" : (take.slice(1) as "best"),
  );
  const resolved = keys.resolve(key);
  const path = taken ?? resolved?.path;
  if (path === undefined) return undefined;
  if (resolved?.own !== undefined && taken === undefined)
    return { name, path, kind: ownKinds[path] ?? "text", title: key, prefix: "", take: "", isMetric: false };
  const numbers = known.find((one) => one.path === path)?.numbers ?? 0;
  const isMetric = path.startsWith("summary.");
  return {
    ...titled(
      isMetric ? key.replace(/^summary\./, "") : path.replace(/^config\./, "").replaceAll(/\\(.)/g, "$1"),
    ),
    name,
    path,
    kind: numbers > 0 ? "number" : "text",
    take: take.slice(1),
    isMetric,
  };
}

function titled(key: string): { readonly title: string; readonly prefix: string } {
  const cut = Math.max(key.lastIndexOf("/"), key.lastIndexOf("."));
  return { title: key.slice(cut + 1), prefix: key.slice(0, cut + 1) };
}
