import type { KeyKind, MetricRecord, MetricView, ProjectKeys } from "@stepwell/protocol";
import { EVERY_RUN } from "@stepwell/storage";
import type { MetricStore, RunStore } from "@stepwell/storage";
import { keyView } from "./key-view.ts";
import { metricView } from "./run-detail.ts";

/** Reads what the runs of a project have logged, and remembers it: of runs that stand still nothing is read twice. */
export interface ProjectKeyReader {
  read(project: string): Promise<ProjectKeys>;
}

export interface ProjectKeyPorts {
  readonly runs: RunStore;
  readonly metrics: MetricStore;
  /** What the runs logged, or what was measured of their machines. */
  readonly stream: "history" | "events";
}

/** Runs that are looked at, the newest first. */
const MOST_RUNS = 5_000;
/** Keys, and definitions of metrics, that are told of one project. */
const MOST_KEYS = 100_000;
/** Keys of runs that are read for one reply; the next reply goes on from there. */
const MOST_READS = 500_000;
/** Projects that are remembered. */
const MOST_PROJECTS = 20;
/** Runs that are read at a time. */
const TOGETHER = 64;

/** Creates the reader of one team, for one stream. */
export function createProjectKeys({ runs, metrics, stream }: ProjectKeyPorts): ProjectKeyReader {
  const projects = new Map<string, KnownProject>();
  const underWay = new Map<string, Promise<ProjectKeys>>();

  const remember = (project: string, known: KnownProject): void => {
    projects.delete(project);
    projects.set(project, known);
    const oldest = projects.keys().next();
    if (projects.size > MOST_PROJECTS && oldest.done !== true) projects.delete(oldest.value);
  };

  const readRun = async (known: KnownProject, { number, mark, definitions }: ChangedRun): Promise<number> => {
    const keys = await metrics.keys(number, stream);
    known.runs.set(number, mark);
    for (const [at, { key, kind }] of keys.map(keyView).entries()) {
      const before = known.keys.get(key);
      if (before === undefined && known.keys.size >= MOST_KEYS) known.isFull = true;
      else if (before === undefined || number < before.run) known.keys.set(key, { kind, run: number, at });
    }
    for (const metric of definitions.map(metricView)) {
      if (known.metrics.size < MOST_KEYS || known.metrics.has(metric.name))
        known.metrics.set(metric.name, metric);
      else known.isFull = true;
    }
    return keys.length;
  };

  const look = async (project: string): Promise<ProjectKeys> => {
    const columns = ["heartbeatAt", "state", "archived"];
    const found = await runs.queries.find({ project, filter: EVERY_RUN, limit: MOST_RUNS, columns });
    const now = new Map(
      found.runs
        .filter(({ facts }) => facts["archived"] !== true)
        .map(({ number, facts }) => [number, `${String(facts["heartbeatAt"])} ${String(facts["state"])}`]),
    );
    const before = projects.get(project);
    const isLess = before !== undefined && [...before.runs.keys()].some((number) => !now.has(number));
    const known = before === undefined || isLess ? emptyProject() : before;
    remember(project, known);
    const changed = [...now].filter(([number, mark]) => known.runs.get(number) !== mark);
    let reads = 0;
    let done = 0;
    for (; done < changed.length && reads < MOST_READS; done += TOGETHER) {
      const group = changed.slice(done, done + TOGETHER);
      const numbers = group.map(([number]) => number);
      const definitions = await runs.definitions(project, numbers);
      const counts = await Promise.all(
        group.flatMap(([number, mark]) => {
          const own = definitions.get(number);
          return own === undefined ? [] : [readRun(known, { number, mark, definitions: own })];
        }),
      );
      reads += counts.reduce((sum, count) => sum + count, 0);
    }
    return viewOf(known, found.more || known.isFull || done < changed.length);
  };

  return {
    read(project) {
      const reading = underWay.get(project) ?? look(project).finally(() => underWay.delete(project));
      underWay.set(project, reading);
      return reading;
    },
  };
}

interface ChangedRun {
  readonly number: number;
  readonly mark: string;
  readonly definitions: readonly MetricRecord[];
}

interface KnownProject {
  /** By number: what the run was like when it was read. */
  readonly runs: Map<number, string>;
  /** With the first run that logged the key, and the key's place there. */
  readonly keys: Map<string, { readonly kind: KeyKind; readonly run: number; readonly at: number }>;
  readonly metrics: Map<string, MetricView>;
  isFull: boolean;
}

function emptyProject(): KnownProject {
  return { runs: new Map(), keys: new Map(), metrics: new Map(), isFull: false };
}

function viewOf({ keys, metrics }: KnownProject, isCut: boolean): ProjectKeys {
  const inOrder = [...keys].toSorted(([, a], [, b]) => a.run - b.run || a.at - b.at);
  return {
    keys: inOrder.map(([key, { kind }]) => ({ key, kind })),
    metrics: [...metrics.values()],
    cut: isCut,
  };
}
