import type { Clock } from "@stepwell/effects";
import { stateWriterRole } from "@stepwell/runlog";
import type { RunState } from "@stepwell/runlog";
import type {
  MetricStore,
  RowChunk,
  RunName,
  RunStore,
  StoredRun,
  StoredSource,
  Stream,
} from "@stepwell/storage";
import { branchRun } from "./branch-run.ts";
import { isToldBySession, toldBy } from "./console-twins.ts";
import { createKeyedQueue } from "./keyed-queue.ts";
import { createLifeRegister } from "./life-register.ts";
import { newerSource } from "./newer-source.ts";
import { storeRows } from "./store-rows.ts";
import type { SourceLife } from "./run-life.ts";
import { createRunKeys } from "./run-keys.ts";
import type { RunKeys } from "./run-keys.ts";
import { UNCATEGORIZED } from "./run-name.ts";
import { moveRun, renameProject } from "./move-run.ts";
import type { LeftRun } from "./move-run.ts";
import { renumberRows, withoutKnownRows } from "./recognise-rows.ts";
import { isSharedSource, partInEnd } from "./shared-source.ts";
import { createSharedSteps } from "./step-shared-rows.ts";
import { sessionFirstLine } from "./session-source.ts";
import type { BatchReceipt, NumberedRows, PlacedBatch, SourceBatch } from "./source-batch.ts";
import { storedRows } from "./stored-rows.ts";
import type { LineRow } from "./stored-rows.ts";

/** Who is told about what was stored. Called after both stores have it; must not throw. */
export interface IngestListener {
  rows(run: StoredRun, stream: Stream, rows: readonly LineRow[]): void;
  /** State, status or edits of the run changed. */
  run(run: number): void;
  /** The end of its history was cut off. */
  rewound(run: StoredRun): void;
  /** It is not there any more, or is not called this. */
  removed(run: LeftRun): void;
}

/** Numbers what came, when nothing else happens to the run. */
type PlaceBatch = (run: StoredRun) => Promise<PlacedBatch>;

/** The only way into the stores, for every source. */
export interface Ingest {
  /** Makes a run be there before its first batch: runs are numbered as this is called. `createdMs` is that of a new one. */
  open(name: RunName, createdMs: number): Promise<void>;
  /**
   * Stores a batch; giving it again changes nothing. Durable when it resolves. `place` is called while nothing else
   * happens to the run, by who has to look at what the run holds before its rows can be numbered.
   */
  ingest(batch: SourceBatch, place?: PlaceBatch): Promise<BatchReceipt>;
  /** Tells what is known of a source's writer while it says nothing itself. Unknown sources are passed by. */
  witness(source: string, life: SourceLife): Promise<void>;
  /** What is stored of a source: its run, its account and its marks. */
  find(source: string): Promise<KnownSource | "removed" | undefined>;
  /** Runs `task` while nothing else happens to the run. */
  exclusively<T>(run: StoredRun, task: () => Promise<T>): Promise<T>;
  /** Deletes the run; its sources stay unwanted. */
  remove(run: StoredRun): Promise<void>;
  /** Puts the run into another project; whoever goes on with it under its former name finds it. False when its id is taken there. */
  move(run: StoredRun, project: string): Promise<boolean>;
  /** Moves all runs of a project, with all else that it has, to a name that nobody has. False when somebody does. */
  renameProject(from: string, to: string): Promise<boolean>;
  /** Keys for queues of what happens to runs. */
  readonly keys: RunKeys;
  /** Marks runs whose writers fell silent. */
  review(): Promise<void>;
  /** Resolves when nothing is being stored. */
  idle(): Promise<void>;
}

/** What is stored of a source. Marks are one more than the highest row number that was given. */
export interface KnownSource {
  readonly run: number;
  readonly source: StoredSource;
  readonly historyMark: number;
  readonly eventsMark: number;
}

/**
 * Makes the way in. Rows go to the metric store first, the source's position to the run store after: no transaction spans
 * the two, so a crash between them makes the source give its rows again, and the metric store's marks drop them.
 */
export function createIngest(options: {
  runs: RunStore;
  metrics: MetricStore;
  clock: Clock;
  silenceMs: number;
  listener: IngestListener;
}): Ingest {
  const { runs, metrics, clock, silenceMs, listener } = options;
  const queue = createKeyedQueue();
  const keys = createRunKeys(runs);
  const sharedSteps = createSharedSteps(metrics);
  const lives = createLifeRegister({ runs, clock, silenceMs });
  /** Sources that were damaged at one reading or another. */
  const damaged = new Set<string>();

  /** Counting a source's rows numbers them only while every reading finds the same ones. */
  async function placeUncounted(
    { source, history, events, state }: SourceBatch,
    run: number,
  ): Promise<PlacedBatch> {
    const [historyMark, eventsMark] = await marksOf(run, source);
    const [newHistory, newEvents] = await Promise.all([
      renumberRows(metrics, run, "history", { ...history, mark: historyMark }),
      renumberRows(metrics, run, "events", { ...events, mark: eventsMark }),
    ]);
    return { history: newHistory, events: newEvents, state };
  }

  /** A client of W&B's logs into its run file and to this server: then the rows of one of the two are known. */
  async function placeRows(batch: SourceBatch, run: StoredRun): Promise<PlacedBatch> {
    const { history, events, state } = batch;
    if (run.sources.every(({ id }) => sessionFirstLine(id) === undefined)) {
      return { history: [history], events: [events], state };
    }
    const [newHistory, newEvents] = await Promise.all([
      withoutKnownRows(metrics, run.number, "history", history),
      withoutKnownRows(metrics, run.number, "events", events),
    ]);
    return { history: newHistory, events: newEvents, state };
  }

  /** The run of a source, opened if need be, and what is stored of the source. Undefined when people deleted the run. */
  async function findFed(
    batch: SourceBatch,
    project: string,
  ): Promise<{ run: StoredRun; known: StoredSource | undefined } | undefined> {
    const fed = batch.run === undefined ? undefined : await runs.run(batch.run);
    const known = fed?.sources.find(({ id }) => id === batch.source);
    if (fed !== undefined && known !== undefined) return { run: fed, known };
    const found = await runs.findSource(batch.source);
    if (found === "removed") return undefined;
    if (found === undefined) {
      return { run: await runs.openRun(project, batch.runId, batch.aliveMs), known: undefined };
    }
    const run = await runs.run(found.run);
    return run && { run, known: found.source };
  }

  async function store(
    batch: SourceBatch,
    project: string,
    place: PlaceBatch | undefined,
  ): Promise<BatchReceipt> {
    const found = await findFed(batch, project);
    if (found === undefined) return { kind: "removed" };
    const { run, known } = found;
    if (known === undefined && (await branchRun({ runs, metrics }, run, batch))) listener.rewound(run);

    if (batch.damage.length > 0 || (known?.damage.length ?? 0) > 0) damaged.add(batch.source);
    const isCounted = !damaged.has(batch.source);
    const placed = await (place?.(run) ??
      (isCounted ? placeRows(batch, run) : placeUncounted(batch, run.number)));
    const history = await stepped(run, { id: batch.source, state: placed.state }, placed.history);
    const state = ownState(placed.state, sharedSteps.last(batch.source));
    const rewound = known?.rewound;
    const chunks = [
      ...chunksOf(run.number, "history", batch.source, history).map((chunk) =>
        rewound === undefined ? chunk : { ...chunk, epoch: rewound.epoch },
      ),
      ...chunksOf(run.number, "events", batch.source, placed.events),
    ];
    const offered: StoredSource = {
      id: batch.source,
      origin: batch.origin,
      startedMs: batch.startedMs,
      position: batch.position,
      state,
      damage: batch.damage,
      ...(batch.readBytes === undefined ? {} : { readBytes: batch.readBytes }),
    };
    const newer = known === undefined ? offered : newerSource(known, offered);
    const source = isToldBySession(newer, run.sources) ? { ...newer, silent: true } : newer;
    for (const twin of toldBy(source, run.sources)) {
      await runs.saveSource(run.number, { ...twin, silent: true }, []);
    }
    const { console, stale = 0 } = batch;
    const receipts = await storeRows(
      { runs, metrics },
      { run: run.number, chunks, source, known, console, stale },
    );
    if (batch.uploads !== undefined) await runs.addUploads(run.number, batch.source, batch.uploads);
    await lives.note(run, batch.source, {
      startedMs: source.startedMs,
      exitCode: source.state.exitCode,
      aliveMs: batch.aliveMs,
      dead: false,
      ...partInEnd(source),
    });

    for (const [index, chunk] of chunks.entries()) {
      const receipt = receipts[index];
      if (receipt !== undefined && receipt.stored > 0) {
        listener.rows(run, chunk.stream, storedRows(chunk, receipt));
      }
    }
    listener.run(run.number);
    return {
      kind: "stored",
      run: run.number,
      isRewound: rewound !== undefined,
      history: receipts[chunks.findLastIndex((chunk) => chunk.stream === "history")],
      events: receipts[chunks.findLastIndex((chunk) => chunk.stream === "events")],
    };
  }

  async function stepped(
    run: StoredRun,
    source: { readonly id: string; readonly state: RunState },
    packs: readonly NumberedRows[],
  ): Promise<readonly NumberedRows[]> {
    if (packs.length === 0 || !isSharedSource(source)) return packs;
    const mark = await metrics.mark(run.number, "history", source.id);
    return sharedSteps.give(run, { ...source, mark }, packs);
  }

  async function find(id: string): Promise<KnownSource | "removed" | undefined> {
    const found = await runs.findSource(id);
    if (found === undefined || found === "removed") return found;
    const [historyMark, eventsMark] = await marksOf(found.run, id);
    return { ...found, historyMark, eventsMark };
  }

  function marksOf(run: number, id: string): Promise<[number, number]> {
    return Promise.all([metrics.mark(run, "history", id), metrics.mark(run, "events", id)]);
  }

  function exclusively<T>(run: StoredRun, task: () => Promise<T>): Promise<T> {
    return keys.inTurn(queue, run, task);
  }

  /** The run is looked up again inside its queue, since it may have been deleted while the task waited. */
  async function withRun(number: number, task: (run: StoredRun) => Promise<void>): Promise<void> {
    const before = await runs.run(number);
    if (before === undefined) return lives.forget(number);
    await exclusively(before, async () => {
      const run = await runs.run(number);
      if (run !== undefined) await task(run);
    });
  }

  const projectOf = ({ project }: { readonly project: string }): string =>
    project === "" ? UNCATEGORIZED : project;

  return {
    async open(name, createdMs) {
      await runs.openRun(projectOf(name), name.runId, createdMs);
    },
    ingest(batch, place) {
      const project = projectOf(batch);
      return keys.inTurn(queue, { project, runId: batch.runId }, () => store(batch, project, place));
    },
    async witness(id, life) {
      const found = await runs.findSource(id);
      if (found === undefined || found === "removed") return;
      await withRun(found.run, async (run) => {
        if (await lives.note(run, id, life)) listener.run(run.number);
      });
    },
    find,
    exclusively,
    remove(run) {
      return exclusively(run, async () => {
        await runs.remove(run.number);
        lives.forget(run.number);
        await metrics.remove(run.number);
        listener.removed(run);
      });
    },
    move: (run, project) => exclusively(run, () => moveRun({ runs, keys, listener }, run.number, project)),
    renameProject: (from, to) => renameProject({ runs, keys, listener }, from, to),
    keys,
    async review() {
      for (const number of await lives.due()) {
        await withRun(number, async () => {
          if (await lives.settle(number)) listener.run(number);
        });
      }
    },
    async idle() {
      await keys.settled();
      await queue.idle();
    },
  };
}

/**
 * A secondary writer has a summary and definitions for itself; those of the run are the primary writer's. Where that one
 * has no steps either, its summary gets the one that we gave.
 */
function ownState(state: RunState, step: number | undefined): RunState {
  if (stateWriterRole(state).isSecondary) return { ...state, summary: {}, metrics: [] };
  return step === undefined ? state : { ...state, summary: { ...state.summary, _step: step } };
}

function chunksOf(run: number, stream: Stream, source: string, packs: readonly NumberedRows[]): RowChunk[] {
  return packs.filter(({ rows }) => rows.length > 0).map((pack) => ({ run, stream, source, ...pack }));
}
