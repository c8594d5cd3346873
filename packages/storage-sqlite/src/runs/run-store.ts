import type { MetricRecord } from "@stepwell/protocol";
import type { ConsoleLine } from "@stepwell/runlog";
import type {
  FormerName,
  ProjectSummary,
  RunStore,
  StoredProject,
  StoredRun,
  UploadedFile,
} from "@stepwell/storage";
import { createAccountStore } from "../accounts/account-store.ts";
import { createArtifactStore } from "../artifacts/artifact-store.ts";
import { createRunQueries } from "../facts/run-queries.ts";
import type { CallChannel } from "../threads/call-channel.ts";
import { createCallGate } from "../threads/call-gate.ts";
import type { ReaderCall, ReaderCalls } from "../threads/reader-core.ts";
import type { WriterCall } from "../threads/writer-core.ts";
import { createViewStore } from "./view-rows.ts";
import { createRunCache, updatedRun, withSource } from "./run-cache.ts";

/** The run store over the channels to its writer and reader. */
export function createRunStore(writer: CallChannel<WriterCall>, reader: CallChannel<ReaderCall>): RunStore {
  const gate = createCallGate();
  const cache = createRunCache();

  return {
    projects: (...args) => gate.pass<ProjectSummary[]>(() => reader.call({ name: "projects", args })),
    project: (...args) => gate.pass<StoredProject | undefined>(() => reader.call({ name: "project", args })),
    saveProject: async (...args) => {
      await gate.pass(() => writer.call({ name: "saveProject", args }));
    },
    removeProject: async (...args) => {
      await gate.pass(() => writer.call({ name: "removeProject", args }));
    },
    renameProject: (...args) =>
      cache.writeAny(() => gate.pass<boolean>(() => writer.call({ name: "renameProject", args }))),
    moveRun: (...args) =>
      cache.writeAny(() => gate.pass<boolean>(() => writer.call({ name: "moveRun", args }))),
    formerNames: (...args) => gate.pass<FormerName[]>(() => reader.call({ name: "formerNames", args })),
    run: (...args) =>
      gate.pass<StoredRun | undefined>(() =>
        cache.run(args[0], () => reader.call({ name: "run", args }) as Promise<StoredRun | undefined>),
      ),
    findRun: (...args) => gate.pass<StoredRun | undefined>(() => reader.call({ name: "findRun", args })),
    runs: (...args) => gate.pass<StoredRun[]>(() => reader.call({ name: "runs", args })),
    definitions: (...args) =>
      gate.pass<Map<number, readonly MetricRecord[]>>(() => reader.call({ name: "definitions", args })),
    findSource: (...args) =>
      gate.pass<ReturnType<ReaderCalls["findSource"]>>(() => reader.call({ name: "findSource", args })),
    console: (...args) => gate.pass<ConsoleLine[]>(() => reader.call({ name: "console", args })),
    consoleLength: (...args) => gate.pass<number>(() => reader.call({ name: "consoleLength", args })),
    openRun: (...args) => gate.pass<StoredRun>(() => writer.call({ name: "openRun", args })),
    update: async (...args) => {
      const [number, update] = args;
      const work = () => gate.pass(() => writer.call({ name: "update", args }));
      await cache.write(number, work, (run) => updatedRun(run, update));
    },
    saveSource: async (...args) => {
      const [number, source] = args;
      const work = () => gate.pass(() => writer.call({ name: "saveSource", args }));
      await cache.write(number, work, (run) => withSource(run, source));
    },
    addUploads: async (...args) => {
      await gate.pass(() => writer.call({ name: "addUploads", args }));
    },
    uploads: (...args) => gate.pass<Map<string, UploadedFile>>(() => reader.call({ name: "uploads", args })),
    removeUploads: async (...args) => {
      await gate.pass(() => writer.call({ name: "removeUploads", args }));
    },
    remove: async (...args) => {
      const work = () => gate.pass(() => writer.call({ name: "removeRun", args }));
      await cache.write(args[0], work, () => undefined);
    },
    runNumbers: (...args) =>
      gate.pass<(number | undefined)[]>(() => reader.call({ name: "runNumbers", args })),
    unnamed: (...args) => gate.pass<string[]>(() => reader.call({ name: "unnamed", args })),
    wasRemoved: (...args) => gate.pass<boolean>(() => reader.call({ name: "wasRemoved", args })),
    queries: createRunQueries(writer, reader, gate),
    artifacts: createArtifactStore(writer, reader, gate),
    views: createViewStore(writer, reader, gate),
    accounts: createAccountStore(writer, reader, gate),
    close: () => gate.close(),
  };
}
