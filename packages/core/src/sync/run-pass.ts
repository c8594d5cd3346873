import { printJson } from "@stepwell/protocol";
import { sourceIdOf, writerRoleOf } from "@stepwell/runlog";
import type { WriterRole } from "@stepwell/runlog";
import { parentFolder } from "../file/parent-folder.ts";
import { UsageError } from "../core-error.ts";
import { createCommandLane } from "./command-lane.ts";
import { configUpload } from "./config-upload.ts";
import { isOurs, writeEndFiles } from "./end-files.ts";
import { sendFiles } from "./file-lane.ts";
import { withoutIgnored } from "./ignored-files.ts";
import { openSession } from "./open-session.ts";
import { createOutputLog } from "./output-log.ts";
import type { OutputLog } from "./output-log.ts";
import { createRunReader } from "./run-reader.ts";
import type { RunReader, RunSlice } from "./run-reader.ts";
import type { RunSyncOptions } from "./run-sync.ts";
import { createRunUploads } from "./run-uploads.ts";
import type { RunUploads } from "./run-uploads.ts";
import { sendSlice } from "./send-slice.ts";
import { createStateSender } from "./send-state.ts";
import type { StateSender } from "./send-state.ts";
import { LIVE_FEATURE } from "./server-features.ts";
import type { SyncSession } from "./sync-session.ts";
import { openUploadedJournal } from "./uploaded-journal.ts";
import { HEARTBEAT_MS, withHeartbeats } from "./with-heartbeats.ts";
import { writerHeaders } from "./writer-headers.ts";

const TRANSMIT_MS = 15_000;
/** What is read and not sent is this much of the file at most. */
const MAX_HELD_BYTES = 1024 * 1024;
/** A file that names no run so far in is none. */
const MAX_BYTES_BEFORE_RUN = 128 * 1024 * 1024;

/** One reading of a run file from its start, and what was sent of it. */
export interface RunPass {
  /** Sends rows, console, summary and config as far as it is time for them; with `isFlush`, all there is. */
  sendLines(options: { isFlush: boolean }): Promise<void>;
  /** Sends alerts, artifacts and files, beside the lines. */
  sendTransfers(options: { isEnding: boolean }): Promise<void>;
  /** Sends what is left, and that the run is over. */
  end(): Promise<void>;
  readonly reader: RunReader;
  /** Undefined before the run exists at the server. */
  readonly session: SyncSession | undefined;
  /** Bytes of the run file whose content has arrived. */
  readonly sentBytes: number;
  readonly files: { readonly known: number; readonly uploaded: number };
}

export interface RunPassOptions extends RunSyncOptions {
  /** The server has lost what an earlier pass brought. */
  readonly isForgotten: boolean;
  /** Called with a sentence for what the server did not take; the next delivery tries it again. */
  readonly onProblem: (sentence: string) => void;
  /** Called with a sentence for what no server will take. */
  readonly onNote: (sentence: string) => void;
  /** Called with why a request is made again, and with undefined when one was answered. */
  readonly onTrouble: (why: string | undefined) => void;
}

/** What there is once the run exists at the server. */
interface Opened {
  readonly session: SyncSession;
  readonly role: WriterRole;
  readonly uploads: RunUploads;
  readonly state: StateSender;
  /** Absent where another client keeps the file. */
  readonly outputLog: OutputLog | undefined;
}

export function createRunPass(options: RunPassOptions): RunPass {
  const { runFile, filesFolder, world, signal, onProblem, onNote } = options;
  const { clock, fileSystem } = world;
  const runFolder = parentFolder(runFile);
  const reader = createRunReader({ path: runFile, fileSystem });
  const commands = createCommandLane({ onProblem, onNote, onArtifact: options.onArtifact });
  let opened: Opened | undefined;
  // What was read and not delivered: when it fails it is sent again, at the same places.
  let unsent: RunSlice | undefined;
  let takenBytes = 0;
  let sentBytes = 0;
  let sentMs = -Infinity;
  let shortened = 0;
  let transfers: Promise<void> = Promise.resolve();

  async function open(): Promise<Opened | undefined> {
    while (reader.firstRun === undefined) {
      if (reader.progress.read > MAX_BYTES_BEFORE_RUN || !(await reader.read())) return undefined;
    }
    const { firstRun: first, state } = reader;
    const role = writerRoleOf(first);
    const config = printJson(configUpload(state));
    const session = await openSession({
      ...options,
      positionFile: `${runFile}.sync.json`,
      first,
      state,
      readBytes: reader.progress.read,
      role,
      config: role.isSecondary ? undefined : config,
      headers: writerHeaders(role, sourceIdOf(first)),
    });
    const journal = await openUploadedJournal({
      path: `${runFile}.uploaded`,
      baseUrl: options.baseUrl,
      isForgotten: session.isForgotten,
      fileSystem,
    });
    const logPath = `${filesFolder}/output.log`;
    const isKept = !isOurs(state) && (await fileSystem.stat(logPath)) !== undefined;
    return {
      session,
      role,
      uploads: withoutIgnored(createRunUploads({ filesFolder, journal, fileSystem, clock }), first),
      state: createStateSender({ clock, config, state, onNote }),
      outputLog: isKept || role.isSecondary ? undefined : createOutputLog({ path: logPath, fileSystem }),
    };
  }

  function isDue({ session }: Opened): boolean {
    return (
      session.features.has(LIVE_FEATURE) ||
      reader.isUrgent ||
      reader.heldBytes >= MAX_HELD_BYTES ||
      clock.monotonic() - sentMs >= TRANSMIT_MS
    );
  }

  function takeSlice(at: Opened): RunSlice {
    const slice = reader.take();
    takenBytes = reader.progress.read;
    at.uploads.add(slice.files);
    at.outputLog?.take(slice.console);
    commands.add(slice.commands);
    return slice;
  }

  async function sendHeld(at: Opened): Promise<void> {
    unsent ??= takeSlice(at);
    const { role, session } = at;
    const isUpToDate = reader.progress.read >= reader.progress.size;
    const summary = isUpToDate && !role.isSecondary ? at.state.summaryOf(reader.state) : undefined;
    shortened += await sendSlice({
      session,
      role,
      summary,
      slice: unsent,
      readBytes: reader.progress.read,
    });
    if (summary !== undefined) at.state.summarySent(summary);
    unsent = undefined;
    sentBytes = takenBytes;
    sentMs = clock.monotonic();
  }

  async function transfer(at: Opened, isEnding: boolean): Promise<void> {
    const { session, uploads } = at;
    await commands.send({ session, fileSystem, signal, runFolder });
    await sendFiles({ session, uploads, fileSystem, filesFolder, isEnding, onProblem });
  }

  async function sendTransfers({ isEnding }: { isEnding: boolean }): Promise<void> {
    const at = opened;
    if (at === undefined) return;
    const done = transfers.then(() => transfer(at, isEnding));
    transfers = done.catch(() => undefined);
    await done;
  }

  async function addEndFiles({ role, uploads, outputLog }: Opened): Promise<void> {
    if (role.isSecondary) return;
    const { state } = reader;
    const config = configUpload(state);
    const { names, problems } = await writeEndFiles({ filesFolder, fileSystem, state, config });
    for (const problem of problems) onNote(problem);
    const log = outputLog === undefined || (await outputLog.end()) ? ["output.log"] : [];
    uploads.add([...names, ...log].map((path) => ({ path, policy: "end", kind: "wandb" })));
  }

  async function sendLines({ isFlush }: { isFlush: boolean }): Promise<void> {
    opened ??= await open();
    if (opened === undefined) return;
    const at = opened;
    // A run that is written faster than the server takes it must not keep this call for ever.
    const goal = (await fileSystem.stat(runFile))?.size ?? 0;
    for (;;) {
      while (reader.heldBytes < MAX_HELD_BYTES && reader.progress.read < goal && (await reader.read()));
      if (unsent === undefined && (reader.heldBytes === 0 || !(isFlush || isDue(at)))) break;
      await sendHeld(at);
      options.onProgress();
      if (at.session.stream.isForgotten) return;
      if (commands.isFull) await sendTransfers({ isEnding: false });
    }
    if (!at.role.isSecondary && sentMs > -Infinity)
      await at.state.sendConfig({
        session: at.session,
        state: reader.state,
        readBytes: reader.progress.read,
        isEnding: isFlush,
      });
    if (at.session.stream.silentMs >= HEARTBEAT_MS) await at.session.stream.post({});
  }

  return {
    sendLines,
    sendTransfers,
    async end() {
      await sendLines({ isFlush: true });
      const at = opened;
      if (at === undefined) {
        throw new UsageError(
          `[core] Failed to sync: "${runFile}" names no run, so nothing can be sent of it. Look at its beginning: it may be damaged.`,
        );
      }
      await addEndFiles(at);
      await withHeartbeats({ stream: at.session.stream, clock }, sendTransfers({ isEnding: true }));
      if (shortened > 0)
        onNote(
          `[core] ${shortened === 1 ? "1 row is" : `${shortened} rows are`} longer than a server takes and went without values: those are in the run file.`,
        );
      // Only a server that keeps our sources apart does not take the end of one for that of the run.
      if (!at.role.isSecondary || at.session.stream.marks !== undefined)
        await at.session.stream.post({ complete: true, exitcode: reader.state.exitCode ?? 1 });
      if (at.session.stream.failure !== undefined) throw at.session.stream.failure;
    },
    reader,
    get session() {
      return opened?.session;
    },
    get sentBytes() {
      return sentBytes;
    },
    get files() {
      return opened?.uploads.counts ?? { known: 0, uploaded: 0 };
    },
  };
}
