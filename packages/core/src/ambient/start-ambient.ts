import type { EnvironmentRecord, LogRecord } from "@stepwell/protocol";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import type { Ambient } from "./ambient.ts";
import { createConsoleRecorder } from "./console-recorder.ts";
import { quietly } from "./quietly.ts";
import { saveProgram } from "./save-program.ts";
import { soonOrAtStop } from "./soon-or-at-stop.ts";
import { startStatsRecorder } from "./stats-recorder.ts";

/** How long the end of a run waits for patches that are still being written. */
const SETTLE_MS = 5000;

export interface StartAmbientOptions {
  readonly settings: Pick<Settings, "ambient" | "saveCode" | "shared">;
  readonly world: World;
  readonly filesFolder: string;
  /** What the run file begins with. */
  readonly firstRecords: readonly LogRecord[];
  /** False when the record could not be kept. */
  readonly write: (record: LogRecord) => boolean;
  /** A console write was not kept, or not all of it. */
  readonly dropConsole: () => void;
}

/** What is recorded beside the user's calls: console, system metrics, machine, packages, code. */
export interface AmbientCapture {
  /** Adds lines to the run's console, whether or not it is captured. */
  writeLogs(text: string): void;
  /** Resolves when files that are worth it are written, after 5 s at most. Undefined when there are none. */
  settled(): Promise<void> | undefined;
  /** Takes what was not taken yet and stops. */
  stop(): void;
}

/** Starts what the settings ask for. Costs the caller next to nothing: files are read when the current task is done. */
export function startAmbient(options: StartAmbientOptions): AmbientCapture {
  const { settings, world, write } = options;
  const { clock, ambient, fileSystem } = world;
  const record = createConsoleRecorder({ clock, write, drop: options.dropConsole });
  const stops: (() => void)[] = [];
  let isOpen = true;
  let patches: (() => Promise<void>) | undefined;

  /** Writes what a job brought, if the run is still there to have it. */
  const whenOpen =
    <Answer>(take: (answer: Answer) => void) =>
    (answer: Answer | undefined): void => {
      if (isOpen && answer !== undefined) quietly(() => take(answer));
    };

  if (ambient !== undefined) {
    const { console, machine, statsIntervalMs, statsGpuIds, statsDiskPaths, dependencies } = settings.ambient;
    if (console) quietly(() => stops.push(ambient.captureConsole(record)));
    if (statsIntervalMs !== undefined) {
      stops.push(
        startStatsRecorder({
          clock,
          fileSystem,
          ambient,
          intervalMs: statsIntervalMs,
          gpuIds: statsGpuIds,
          diskPaths: statsDiskPaths,
          write,
        }),
      );
    }
    // Of several processes that write one run, one says what they have in common.
    const isPrimary = settings.shared?.isPrimary !== false;
    if (machine && isPrimary) {
      const take = whenOpen((facts: Partial<EnvironmentRecord>) => writeMachine(options, facts));
      stops.push(clock.after(0, () => quietly(() => void ambient.runInBackground("machine", {}).then(take))));
    }
    if (dependencies && isPrimary) stops.push(startPackages(options, ambient, whenOpen));
    if (settings.saveCode && isPrimary) {
      stops.push(
        soonOrAtStop(clock, () =>
          saveProgram(world, { program: programOf(options), filesFolder: options.filesFolder }).forEach(
            (one) => void write(one),
          ),
        ),
      );
      if (settings.ambient.git) {
        patches = once(() =>
          ambient
            .runInBackground("patches", { folder: world.workingFolder, filesFolder: options.filesFolder })
            .then(whenOpen((files) => writeFiles(options, files))),
        );
        stops.push(clock.after(0, () => quietly(() => void patches?.())));
      }
    }
  }

  return {
    writeLogs: (text) => record("stdout", text.endsWith("\n") ? text : `${text}\n`),
    settled() {
      return patches === undefined || !isOpen ? undefined : atMost(world, SETTLE_MS, patches());
    },
    stop() {
      for (const stop of stops.splice(0)) quietly(stop);
      isOpen = false;
    },
  };
}

/** A process that ends before the answer came reads the files itself. */
function startPackages(
  options: StartAmbientOptions,
  ambient: Ambient,
  whenOpen: (take: (files: readonly string[]) => void) => (files: readonly string[] | undefined) => void,
): () => void {
  const { workingFolder, clock } = options.world;
  const given = {
    places: [programOf(options).replace(/[/\\][^/\\]*$/, "") || workingFolder, workingFolder],
    filesFolder: options.filesFolder,
  };
  let isDone = false;
  const take = whenOpen((files) => {
    if (isDone) return;
    isDone = true;
    writeFiles(options, files);
  });
  const cancel = clock.after(0, () =>
    quietly(() => void ambient.runInBackground("packages", given).then(take)),
  );
  return () => {
    cancel();
    if (!isDone) take(ambient.savePackagesNow(given));
  };
}

function programOf({ settings, world }: StartAmbientOptions): string {
  return settings.ambient.program || world.host.program;
}

function writeMachine({ firstRecords, write }: StartAmbientOptions, facts: Partial<EnvironmentRecord>): void {
  const environment = firstRecords.find((record) => record.type === "environment");
  if (environment !== undefined && Object.keys(facts).length > 0) write({ ...environment, ...facts });
}

function writeFiles({ write }: StartAmbientOptions, files: readonly string[]): void {
  if (files.length === 0) return;
  write({ type: "files", files: files.map((path) => ({ path, policy: "now", kind: "wandb" })) });
}

function once(start: () => Promise<void>): () => Promise<void> {
  let started: Promise<void> | undefined;
  return () => (started ??= start());
}

async function atMost(world: World, milliseconds: number, work: Promise<void>): Promise<void> {
  const letGo = world.keepAlive();
  let cancel: (() => void) | undefined;
  const late = new Promise<void>((resolve) => {
    cancel = world.clock.after(milliseconds, resolve);
  });
  await Promise.race([work, late]);
  cancel?.();
  letGo();
}
