import type { Clock } from "@stepwell/effects";
import { createAccountWriter } from "../accounts/account-writer.ts";
import type { AccountWriter } from "../accounts/account-writer.ts";
import { createArtifactWriter } from "../artifacts/artifact-writer.ts";
import type { ArtifactWriter } from "../artifacts/artifact-writer.ts";
import type { Driver } from "../database/driver.ts";
import { inTransaction } from "../database/in-transaction.ts";
import { createLogCopy } from "../database/log-copy.ts";
import type { LogCopy } from "../database/log-copy.ts";
import { openForWriting } from "../database/open-database.ts";
import { createMetricWriter } from "../metrics/metric-writer.ts";
import type { MetricWriter } from "../metrics/metric-writer.ts";
import { createFactWriter } from "../facts/fact-writer.ts";
import { createRunMover } from "../runs/move-runs.ts";
import type { RunMover } from "../runs/move-runs.ts";
import { createRunWriter } from "../runs/run-writer.ts";
import type { RunWriter } from "../runs/run-writer.ts";
import { createViewWriter } from "../runs/view-rows.ts";
import type { ViewWriter } from "../runs/view-rows.ts";

// What one call of the writer may ask, by name; the arguments are those of the halves' members.
interface WriterCalls {
  append: (...chunks: Parameters<MetricWriter["append"]>[0][]) => ReturnType<MetricWriter["append"]>[];
  truncate: MetricWriter["truncate"];
  removeRows: MetricWriter["remove"];
  openRun: RunWriter["openRun"];
  update: RunWriter["update"];
  saveSource: RunWriter["saveSource"];
  addUploads: RunWriter["addUploads"];
  removeUploads: RunWriter["removeUploads"];
  removeRun: RunWriter["remove"];
  saveProject: RunWriter["saveProject"];
  removeProject: RunWriter["removeProject"];
  renameProject: RunMover["renameProject"];
  moveRun: RunMover["moveRun"];
  saveView: ViewWriter["saveView"];
  removeView: ViewWriter["removeView"];
  rebuildFacts: () => void;
  artifacts: (call: ArtifactCall) => unknown;
  accounts: (call: AccountCall) => unknown;
}

/** What the artifacts' half may be asked, by name. */
export type ArtifactCall = {
  [Name in keyof ArtifactWriter]: {
    readonly name: Name;
    readonly args: Readonly<Parameters<ArtifactWriter[Name]>>;
  };
}[keyof ArtifactWriter];

/** What the accounts' half may be asked, by name. */
export type AccountCall = {
  [Name in keyof AccountWriter]: {
    readonly name: Name;
    readonly args: Readonly<Parameters<AccountWriter[Name]>>;
  };
}[keyof AccountWriter];

/** A call as a value, so that it can cross threads. */
export type WriterCall = {
  [Name in keyof WriterCalls]: {
    readonly name: Name;
    readonly args: Readonly<Parameters<WriterCalls[Name]>>;
  };
}[keyof WriterCalls];

/** What became of a call. */
export type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** Owns the one connection that writes. */
export interface WriterCore {
  /**
   * Commits all calls in one transaction. When one of them fails, each gets a transaction of its own, so that it fails alone.
   * Everything is durable when this returns.
   */
  commit(calls: readonly WriterCall[]): Outcome[];
  /** Seals or joins one piece, if there is one to do. What fails, on a full disk say, is left as it is until its stream grows. */
  tidy(): void;
  readonly untidy: boolean;
  noticeQuiet(): void;
  /** Leaves it to others to copy the log into the file. False where SQLite is too old for it; then commits do so now and then. */
  leaveCopying(): boolean;
  /** Pages of the log that are not in the file, while that is left to others. */
  readonly logPages: number;
  /** Copies what can be copied of the log. */
  copyLog(): void;
  close(): void;
}

/** A log that nobody has copied until it has so many pages, 64 MB, is copied by a commit. */
const MOST_LOG_PAGES = 4000;

const QUIET_MS = 2000;
/** How often the owner of a writer should call `noticeQuiet`. */
export const QUIET_CHECK_MS = 1000;

export function createWriterCore(Driver: Driver, file: string, clock: Clock): WriterCore {
  const database = openForWriting(Driver, file);
  const metrics = createMetricWriter(database, () => clock.monotonic());
  const facts = createFactWriter(database);
  const runs = createRunWriter(database, facts);
  const artifacts = createArtifactWriter(database);
  const accounts = createAccountWriter(database);
  let log: LogCopy | undefined;

  const calls: WriterCalls = {
    append: (...chunks) => chunks.map((chunk) => metrics.append(chunk)),
    truncate: metrics.truncate,
    removeRows: metrics.remove,
    openRun: runs.openRun,
    update: runs.update,
    saveSource: runs.saveSource,
    addUploads: runs.addUploads,
    removeUploads: runs.removeUploads,
    saveProject: runs.saveProject,
    removeProject: runs.removeProject,
    ...createRunMover(database, facts),
    ...createViewWriter(database),
    removeRun(number) {
      runs.remove(number);
      artifacts.forgetRun(number);
    },
    rebuildFacts: facts.rebuild,
    artifacts: ({ name, args }) => (artifacts[name] as (...values: readonly unknown[]) => unknown)(...args),
    accounts: ({ name, args }) => (accounts[name] as (...values: readonly unknown[]) => unknown)(...args),
  };
  const perform = ({ name, args }: WriterCall): unknown =>
    (calls[name] as (...values: readonly unknown[]) => unknown)(...args);

  const forget = (): void => {
    metrics.forget();
    facts.forget();
  };

  const together = (group: readonly WriterCall[]): Outcome[] => {
    try {
      return inTransaction(database, "BEGIN IMMEDIATE", () => {
        const outcomes = group.map((call) => ({ value: perform(call) }));
        metrics.save();
        return outcomes;
      });
    } catch (error) {
      forget();
      if (group.length === 1) return [{ error }];
      return group.flatMap((call) => together([call]));
    }
  };

  return {
    commit: together,
    tidy() {
      try {
        // It is as durable as the next commit: nobody was told of it, and the log keeps its order.
        database.exec("PRAGMA synchronous = NORMAL");
        inTransaction(database, "BEGIN IMMEDIATE", () => {
          metrics.tidy();
          if (facts.untidy) facts.tidy();
          metrics.save();
        });
      } catch {
        // Nothing is lost by it, and a commit that fails for the same reason says so to its caller.
        forget();
      } finally {
        database.exec("PRAGMA synchronous = FULL");
      }
    },
    get untidy() {
      return metrics.untidy || facts.untidy;
    },
    noticeQuiet() {
      try {
        metrics.noticeQuiet(clock.monotonic(), QUIET_MS);
      } catch {
        // As with tidying, which it prepares.
        forget();
      }
    },
    leaveCopying() {
      log = createLogCopy(database);
      if (log !== undefined) database.exec(`PRAGMA wal_autocheckpoint = ${MOST_LOG_PAGES}`);
      return log !== undefined;
    },
    get logPages() {
      return log?.pages ?? 0;
    },
    copyLog() {
      try {
        log?.copy();
      } catch {
        // The next commits try again.
      }
    },
    close() {
      try {
        facts.close();
        // The driver's statements keep the connection until they are collected, and SQLite tidies up after that only.
        database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      } catch {
        // The log is read when the file is opened again.
      }
      database.close();
    },
  };
}
