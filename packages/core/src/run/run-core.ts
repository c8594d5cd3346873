import { createRunLog } from "@stepwell/runlog";
import type { RunLog } from "@stepwell/runlog";
import type { createSharedRunLog } from "../writers/shared-run-log.ts";
import type { BegunRun } from "./begun-run.ts";
import { createKeptFiles } from "./kept-files.ts";
import type { KeptFiles } from "./kept-files.ts";
import { createRowWriter } from "./row-writer.ts";
import type { RowWriter } from "./row-writer.ts";
import type { RunContext } from "./run-context.ts";
import { createRunLife } from "./run-life.ts";
import type { RunLife } from "./run-life.ts";
import { createRunMediaNotices } from "./run-media-notices.ts";
import { createRunMedia } from "./run-media.ts";
import type { RunMedia } from "./run-media.ts";

/** The way of everything that is logged: media files, the engine, the run file. What only some parts need of a run. */
export interface RunCore extends RunContext, BegunRun {
  readonly life: RunLife;
  readonly media: RunMedia;
  readonly runLog: RunLog;
  readonly writer: RowWriter;
  readonly kept: KeptFiles;
}

/** `shared` makes the engine of a run that has several writers. */
export function createRunCore(begun: BegunRun, shared?: typeof createSharedRunLog): RunCore {
  const { settings, world, folder, file, startingStep, summary, resumed } = begun;
  const life = createRunLife(settings.runId);
  const notices = createRunMediaNotices({
    settings,
    world,
    count: (reason, amount) => writer.count(reason, amount),
    earlierSummary: resumed ? summary : undefined,
  });
  const media = createRunMedia({ settings, world, folder, notices });
  const engine =
    shared === undefined
      ? createRunLog({ steps: settings.steps, startingStep, summary })
      : createRunLog({ shared: true, summary });
  const print = (text: string): void => world.print(text);
  const refuse = (): void => writer.count("not-primary", 1);
  const runLog = shared?.(engine, { settings, print, refuse }) ?? engine;
  const writer = createRowWriter({
    file,
    runLog,
    media: media.files,
    clock: world.clock,
    now: begun.now,
  });
  const kept = createKeptFiles();
  return {
    ...begun,
    kept,
    life,
    media,
    runLog,
    writer,
    checkOpen: life.checkOpen,
    write(records) {
      kept.note(records);
      writer.write(records);
    },
    tryWrite(records) {
      const isWritten = file.append(records).length === 0;
      if (isWritten) kept.note(records);
      return isWritten;
    },
    count: writer.count,
  };
}
