import type { LiveSubscription } from "@stepwell/protocol";
import { seriesKey, type SeriesSpec } from "./series-key.ts";

type CellSpec = LiveSubscription["cells"][number];

export interface InterestsOptions {
  /** Tells the server; resolves when it knows. */
  readonly send: (subscription: LiveSubscription) => Promise<void>;
  /** Series that the server has newly been told about: what was fetched before may lack points. */
  readonly onKnown: (series: readonly string[]) => void;
  /** Runs a function a little later, so that many changes make one request. */
  readonly later: (run: () => void) => void;
}

/** What the page wants to be told about: counted, sent as one subscription when it changed. */
export interface Interests {
  addSeries(spec: SeriesSpec): () => void;
  addCells(spec: CellSpec): () => void;
}

/** Creates the set of live wishes of one page. */
export function createInterests({ send, onKnown, later }: InterestsOptions): Interests {
  const series = new Map<string, { readonly spec: SeriesSpec; users: number }>();
  const cells = new Map<string, { readonly spec: CellSpec; users: number }>();
  let known = new Set<string>();
  let planned = false;

  const plan = (): void => {
    if (planned) return;
    planned = true;
    later(() => {
      planned = false;
      void tell();
    });
  };

  const tell = async (): Promise<void> => {
    const keys = [...series.keys()];
    const subscription = {
      series: [...series.values()].map(({ spec }) => spec),
      cells: [...cells.values()].map(({ spec }) => spec),
    };
    await send(subscription);
    const fresh = keys.filter((key) => !known.has(key));
    known = new Set(keys);
    if (fresh.length > 0) onKnown(fresh);
  };

  const add = <T>(
    map: Map<string, { readonly spec: T; users: number }>,
    key: string,
    spec: T,
  ): (() => void) => {
    const entry = map.get(key) ?? { spec, users: 0 };
    entry.users += 1;
    map.set(key, entry);
    if (entry.users === 1) plan();
    return () => {
      entry.users -= 1;
      if (entry.users > 0) return;
      map.delete(key);
      plan();
    };
  };

  return {
    addSeries: ({ project, run, stream, key, x }) => {
      const spec = { project, run, stream, key, x };
      return add(series, seriesKey(spec), spec);
    },
    addCells: (spec) => add(cells, JSON.stringify([spec.project, spec.run, spec.key]), spec),
  };
}
