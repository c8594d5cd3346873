import type { Clock, FileStat, FileSystem, Processes } from "@stepwell/effects";
import type { RunRecord } from "@stepwell/protocol";
import { sourceIdOf } from "@stepwell/runlog";
import type { RunState } from "@stepwell/runlog";
import type { Ingest } from "../ingest/create-ingest.ts";
import { partInEnd } from "../ingest/shared-source.ts";
import { labelConsole } from "./label-console.ts";
import { createRunFileTail } from "./run-file-tail.ts";
import type { RunFileTail } from "./run-file-tail.ts";
import type { Turn } from "./in-turns.ts";
import type { SourceOwners } from "./source-owners.ts";
import { readWriterLock } from "./writer-lock.ts";

export interface WatchedFileOptions {
  readonly path: string;
  readonly fileSystem: FileSystem;
  readonly processes: Processes | undefined;
  readonly clock: Clock;
  readonly ingest: Ingest;
  readonly owners: SourceOwners<WatchedFile>;
  /** True while what the file goes on from is still being read. */
  readonly isEarly: (file: WatchedFile) => boolean;
}

/**
 * One run file of the watched folder.
 *
 *   behind ──all is stored──▶ live ──exit record, or silence──▶ resting ──grew──▶ behind
 *     │ ├──what it goes on from is behind──▶ behind
 *     │ └──a longer copy is read, or the run was deleted──▶ resting
 *     └──not a run file──▶ resting, with a problem                  any ──file gone──▶ gone
 */
export interface WatchedFile {
  readonly path: string;
  /** Bytes when last looked at. */
  readonly size: number;
  readonly pace: "behind" | "live" | "resting" | "gone";
  readonly problem: string | undefined;
  readonly source: string | undefined;
  /** How the file began; undefined before that is known. */
  readonly session: { readonly record: RunRecord; readonly startedMs: number } | undefined;
  /** Has it read again from its start: the copy that was read instead is gone. */
  reconsider(): void;
  /** Looks at the file and stores at most `budget` new bytes of it. A run that is new is opened in its turn. */
  step(budget: number, turn: Turn): Promise<void>;
}

/** Enough to find the first run record in nearly every file. */
const IDENTIFY_BYTES = 64 * 1024;
const LOCK_INTERVAL_MS = 1000;
/** A living writer that logs nothing is told of this often. */
const ALIVE_INTERVAL_MS = 30_000;
/** How long a file without an exit record keeps its place among the live ones. */
const REST_AFTER_MS = 10 * 60_000;

/** Makes a file that nobody looked at yet. */
export function createWatchedFile(options: WatchedFileOptions): WatchedFile {
  const { path, fileSystem, processes, clock, ingest, owners } = options;
  let tail: RunFileTail | undefined;
  let known: { record: RunRecord; source: string; startedMs: number } | undefined;
  let state: RunState | undefined;
  let stat: FileStat | undefined;
  let pace: WatchedFile["pace"] = "behind";
  let problem: string | undefined;
  /** Nothing is stored of it. */
  let isNew = false;
  /** Bytes of which all is stored, or need not be. */
  let done = 0;
  let caughtUp = false;
  let aliveMs = 0;
  let toldDead = false;
  let toldAliveAt = -Infinity;
  let lockReadAt = -Infinity;

  const file: WatchedFile = {
    path,
    get size() {
      return stat?.size ?? 0;
    },
    get pace() {
      return pace;
    },
    get problem() {
      return problem;
    },
    get source() {
      return known?.source;
    },
    get session() {
      return known;
    },
    reconsider() {
      leave("resting");
      done = -1;
    },
    async step(budget, turn) {
      const found = await fileSystem.stat(path);
      if (found?.kind !== "file") return leave("gone");
      const replaced = stat !== undefined && stat.identity !== found.identity;
      stat = found;
      // An empty file is read as well: others wait for one that is behind.
      if (found.size !== done || replaced || pace === "behind") await advance(found, budget, turn);
      else if (pace === "live") await watchWriter(found);
    },
  };
  return file;

  function leave(next: "gone" | "resting"): void {
    if (next === "gone" && known !== undefined) owners.release(known.source, file);
    pace = next;
    tail = undefined;
  }

  /** Whatever this file grows to is passed by, until it grows. */
  function restAt(size: number): void {
    done = size;
    leave("resting");
  }

  async function advance(found: FileStat, budget: number, turn: Turn): Promise<void> {
    pace = "behind";
    if (isWaiting()) return;
    tail ??= createRunFileTail(fileSystem, path);
    await tail.read(found, tail.first === undefined ? Math.min(budget, IDENTIFY_BYTES) : budget);
    if (tail.refused !== undefined) {
      problem = `[server] Failed to read "${path}" as a run file: ${tail.refused}. Move it elsewhere, or open it with the program that wrote it.`;
      return restAt(found.size);
    }
    problem = undefined;
    if (tail.first === undefined) {
      done = tail.position;
      if (done === found.size) pace = "live";
      return;
    }
    if (tail.first !== known?.record) {
      identify(tail.first);
      if (await isStored(found)) return restAt(found.size);
      if (isWaiting()) return;
    }
    if (known === undefined || !owners.claim(known.source, file)) return restAt(found.size);
    await store(tail, known, found, turn);
  }

  function isWaiting(): boolean {
    return state === undefined && options.isEarly(file);
  }

  function identify(record: RunRecord): void {
    const source = sourceIdOf(record);
    if (known !== undefined && known.source !== source) owners.release(known.source, file);
    const { startTime } = record;
    const startedMs =
      startTime === undefined ? clock.now() : startTime.seconds * 1000 + startTime.nanos / 1e6;
    known = { record, source, startedMs };
  }

  /** True when all of the file was stored by an earlier life of this server, or is not wanted. */
  async function isStored(found: FileStat): Promise<boolean> {
    if (known === undefined) return false;
    const stored = await ingest.find(known.source);
    if (stored === "removed") return true;
    isNew = stored === undefined;
    if (stored === undefined || stored.source.position !== found.size) return false;
    const { exitCode, rows, events } = stored.source.state;
    if (stored.historyMark < rows || stored.eventsMark < events) return false;
    // A copy took the place of the file that is gone; its account is given again, so that media are found beside it.
    if (stored.source.origin !== path) return false;
    // Without an exit record its writer is still to be watched, and the fold is wanted when it goes on.
    if (exitCode === undefined && clock.now() - found.modifiedMs <= REST_AFTER_MS) return false;
    owners.claim(known.source, file);
    return true;
  }

  async function store(
    read: RunFileTail,
    { record, source, startedMs }: NonNullable<typeof known>,
    found: FileStat,
    turn: Turn,
  ): Promise<void> {
    const piece = read.take();
    if (piece === undefined) return;
    state = piece.state;
    toldDead = false;
    // At first a file tells of the past; once all of it is known, growth is a sign of life now.
    aliveMs = caughtUp ? clock.now() : Math.min(found.modifiedMs, clock.now());
    const name = { project: record.project, runId: runIdOf(record, source) };
    if (isNew) await turn.come();
    // Runs have numbers, and by these their place and their colour, as they are opened.
    const opening = isNew ? ingest.open(name, aliveMs) : undefined;
    const storing = ingest.ingest({
      ...name,
      source,
      origin: path,
      startedMs,
      ...piece,
      console: labelConsole(piece.console, piece.state),
      position: read.position,
      damage: read.damage,
      aliveMs,
    });
    turn.pass();
    const [receipt] = await Promise.all([storing, opening]).catch((error: unknown) => {
      // What was taken from the tail is not stored: all is read again, and what is stored already is dropped.
      tail = undefined;
      throw error;
    });
    isNew = false;
    if (receipt.kind === "removed") return restAt(found.size);
    done = read.position;
    if (done < found.size) return;
    caughtUp = true;
    if (piece.state.exitCode === undefined) pace = "live";
    else leave("resting");
  }

  async function watchWriter(found: FileStat): Promise<void> {
    const now = clock.monotonic();
    if (now - lockReadAt < LOCK_INTERVAL_MS) return;
    lockReadAt = now;
    const writer = await readWriterLock(fileSystem, processes, path);
    if (writer === "alive") aliveMs = clock.now();
    const dead = writer === "dead";
    const news = dead ? !toldDead : writer === "alive" && now - toldAliveAt >= ALIVE_INTERVAL_MS;
    if (news && known !== undefined) {
      toldDead = dead;
      toldAliveAt = now;
      const { source, startedMs } = known;
      const part =
        state === undefined ? { isSecondary: false, hasNoEnd: false } : partInEnd({ id: source, state });
      await ingest.witness(source, { startedMs, exitCode: state?.exitCode, aliveMs, dead, ...part });
    }
    const silentMs = clock.now() - Math.max(aliveMs, found.modifiedMs);
    if (dead || (writer === "unknown" && silentMs > REST_AFTER_MS)) restAt(found.size);
  }
}

/** The official client lets the server choose an id; the file's own name has none then either. */
function runIdOf(record: RunRecord, source: string): string {
  return record.runId || source.slice(0, 8);
}
