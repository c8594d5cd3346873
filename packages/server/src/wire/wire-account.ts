import type { RunRecord } from "@stepwell/protocol";
import type { RunState } from "@stepwell/runlog";
import type { StoredSource, Stream, UploadedFile } from "@stepwell/storage";

/** What the wire door knows of one source; it is the only one who changes it, one request at a time. */
export interface WireAccount {
  readonly id: string;
  /** Whether rows carry the source's own numbers, those of a writer of a shared run, or of the run as its client was told. */
  readonly numbering: "source" | "writer" | "client";
  readonly run: number;
  readonly project: string;
  readonly runId: string;
  startedMs: number;
  state: RunState;
  damage: readonly string[];
  /** Files that came and are not stored yet. */
  uploads: Readonly<Record<string, UploadedFile>> | undefined;
  /** Rows that the store has of this source. */
  readonly marks: Record<Stream, number>;
  /** The client's next line, where lines carry the client's numbers. */
  readonly expected: Record<Stream, number>;
  /** The line count that a client was told last: where a new session goes on. */
  told: number | undefined;
  /** Bytes of its run file that the newest of what was said of the run was read from; 0 where nobody tells. */
  readBytes: number;
  /** A session may be giving what the run holds: true from when it is told of lines until it gives a new one. */
  mayRepeat: boolean;
  removed: boolean;
  /** Nothing was said of the run by this source yet. */
  isFresh: boolean;
  /** Somebody asked the run to stop: its clients are told so until they end it. */
  stopping: boolean;
  /** Somebody said what became of the run; more data says otherwise. */
  isCalled: boolean;
  /** Its run was rewound: `_timestamp` of the newest row that was cut off, in seconds. */
  readonly rewoundUntil: number | undefined;
  /** Rows that came from before the rewind since the account was stored. */
  stale: number;
}

const MAX_SENTENCES = 20;

/** An account as the stores have it, or of a source that nobody has heard of. */
export function openAccount(
  place: Pick<WireAccount, "id" | "numbering" | "run" | "project" | "runId">,
  known:
    | { readonly source: StoredSource; readonly historyMark: number; readonly eventsMark: number }
    | undefined,
  nowMs: number,
  firstLine: number,
  rewoundUntil?: number,
): WireAccount {
  const marks = { history: known?.historyMark ?? 0, events: known?.eventsMark ?? 0 };
  return {
    ...place,
    startedMs: known?.source.startedMs ?? nowMs,
    state: known?.source.state ?? emptyState(place.runId, place.project),
    damage: known?.source.damage ?? [],
    uploads: undefined,
    marks,
    expected: { history: firstLine + marks.history, events: marks.events },
    told: undefined,
    readBytes: known?.source.readBytes ?? 0,
    mayRepeat: false,
    removed: false,
    isFresh: known === undefined,
    stopping: false,
    isCalled: false,
    rewoundUntil,
    stale: 0,
  };
}

/** Adds a sentence about what could not be kept; after twenty there is no more to learn. */
export function addDamage(account: WireAccount, sentence: string): void {
  if (account.damage.length < MAX_SENTENCES) account.damage = [...account.damage, sentence];
}

function emptyState(runId: string, project: string): RunState {
  const run: RunRecord = {
    type: "run",
    runId,
    entity: "",
    project,
    config: [],
    group: "",
    jobType: "",
    displayName: "",
    notes: "",
    tags: [],
    sweepId: "",
    host: "",
    startingStep: 0,
    resumed: false,
    runtime: 0,
    forked: false,
  };
  return {
    run,
    config: {},
    summary: {},
    metrics: [],
    files: [],
    environment: undefined,
    telemetry: undefined,
    exitCode: undefined,
    rows: 0,
    events: 0,
    passedBy: {},
  };
}
