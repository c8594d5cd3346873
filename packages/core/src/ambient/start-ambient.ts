import type { LogRecord } from "@stepwell/protocol";
import type { AmbientSettings } from "../settings/ambient-settings.ts";
import type { World } from "../world.ts";
import { createConsoleRecorder } from "./console-recorder.ts";
import { readDependencies } from "./dependencies.ts";
import { quietly } from "./quietly.ts";
import { startStatsRecorder } from "./stats-recorder.ts";

const REQUIREMENTS = "requirements.txt";

export interface StartAmbientOptions {
  readonly settings: AmbientSettings;
  readonly world: World;
  readonly filesFolder: string;
  /** What the run file begins with. */
  readonly firstRecords: readonly LogRecord[];
  /** False when the record could not be kept. */
  readonly write: (record: LogRecord) => boolean;
  /** A console write was not kept, or not all of it. */
  readonly dropConsole: () => void;
}

/** What is recorded beside the user's calls: console, system metrics, dependencies. */
export interface AmbientCapture {
  /** Adds lines to the run's console, whether or not it is captured. */
  writeLogs(text: string): void;
  /** Takes what was not taken yet and stops. */
  stop(): void;
}

/** Starts what the settings ask for. Costs the caller next to nothing: files are read when the current task is done. */
export function startAmbient(options: StartAmbientOptions): AmbientCapture {
  const { settings, world, write } = options;
  const { clock, ambient, fileSystem } = world;
  const record = createConsoleRecorder({ clock, write, drop: options.dropConsole });
  const stops: (() => void)[] = [];
  if (ambient !== undefined) {
    const { statsIntervalMs: intervalMs } = settings;
    if (settings.console) quietly(() => stops.push(ambient.captureConsole(record)));
    if (intervalMs !== undefined) {
      const foundGpus = (names: readonly string[]): void => writeGpus(options, names);
      stops.push(startStatsRecorder({ clock, fileSystem, ambient, intervalMs, write, foundGpus }));
    }
    if (settings.dependencies) stops.push(soonOrAtStop(world, () => saveDependencies(options)));
  }

  return {
    writeLogs: (text) => record("stdout", text.endsWith("\n") ? text : `${text}\n`),
    stop() {
      for (const stop of stops.splice(0)) quietly(stop);
    },
  };
}

/** Runs `task` once: when the current task is done, or when the returned function is called before. */
function soonOrAtStop({ clock }: World, task: () => void): () => void {
  let isDone = false;
  const run = (): void => {
    if (isDone) return;
    isDone = true;
    quietly(task);
  };
  const cancel = clock.after(0, run);
  return () => {
    cancel();
    run();
  };
}

function writeGpus(
  { firstRecords, write }: StartAmbientOptions,
  [gpu = "", ...others]: readonly string[],
): void {
  const environment = firstRecords.find((record) => record.type === "environment");
  if (environment !== undefined) write({ ...environment, gpu, gpuCount: others.length + 1 });
}

function saveDependencies({ world, filesFolder, write }: StartAmbientOptions): void {
  const { fileSystem, host, workingFolder } = world;
  const folder = host.program.replace(/[/\\][^/\\]*$/, "") || workingFolder;
  const lines = readDependencies({ fileSystem, folder });
  if (lines.length === 0) return;
  const text = new TextEncoder().encode(`${lines.join("\n")}\n`);
  fileSystem.writeFileSync(`${filesFolder}/${REQUIREMENTS}`, text);
  write({ type: "files", files: [{ path: REQUIREMENTS, policy: "now", kind: "wandb" }] });
}
