import { ResumeError } from "../errors/resume-error.ts";
import type { ConfigSources } from "../settings/load-config.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import { createAutoResumeFile } from "./auto-resume-file.ts";
import { branchFromFolder, resumeFromFolder } from "./continue-from-folder.ts";
import { resumeFromServer, rewindAtServer } from "./continue-from-server.ts";
import type { Continuation } from "./continuation.ts";
import { continuedSettings } from "./continuation.ts";

/** A run before it is made, and what it goes on from. */
export interface ContinuedRun {
  readonly settings: Settings;
  readonly continuation: Continuation | undefined;
}

/**
 * Finds out what a run goes on from, as `resume`, `resumeFrom` and `forkFrom` ask: at the server when there is one, else
 * in the run folders here. Throws `UsageError` when the run exists and must not, or must and does not.
 */
export async function continueRun(asked: Settings, world: World): Promise<ContinuedRun> {
  const settings = asked.resume.kind === "resume" ? withAutoId(asked, world) : asked;
  if (settings.shared?.isPrimary === false) return { settings, continuation: undefined };
  const continuation = await findContinuation(settings, world);
  return { settings: continuedSettings(settings, continuation), continuation };
}

/** What the run goes on from when it is this process that writes it. Throws `ResumeError` when another one does. */
export function continuationFor(
  claimed: Settings,
  { settings, continuation }: ContinuedRun,
): Continuation | undefined {
  if (claimed.shared?.isPrimary !== false) return continuation;
  if (settings.resume.kind === "none" || settings.shared !== undefined) return undefined;
  throw new ResumeError(
    `[core] Failed to resume: another process writes the run "${settings.runId}" at this moment. Wait for its end, or write beside it with mode: "shared".`,
    { runId: settings.runId, reason: "busy" },
  );
}

/** The config of a run that goes on: the values of before, where nothing new was given. */
export function withOldConfig(config: ConfigSources, continuation: Continuation | undefined): ConfigSources {
  return continuation === undefined ? config : { ...config, values: [...config.values, continuation.config] };
}

async function findContinuation(settings: Settings, world: World): Promise<Continuation | undefined> {
  const { resume, server } = settings;
  switch (resume.kind) {
    case "none":
      return undefined;
    case "resume": {
      const found = await (server === undefined
        ? resumeFromFolder(settings, world)
        : resumeFromServer({ settings, server, world }));
      checkExistence(settings, { exists: found !== undefined });
      return found;
    }
    case "rewind":
      return server === undefined
        ? branchFromFolder({ settings, ...resume }, world)
        : rewindAtServer({ settings, server, world, step: resume.step });
    case "fork":
      return server === undefined
        ? { ...(await branchFromFolder({ settings, ...resume }, world)), ...UNNAMED }
        : forkAtServer(resume);
  }
}

/** A fork is another run. */
const UNNAMED = { name: "", notes: "", tags: [] };

/** Nothing is asked: the server sees in the config what the run was forked from. */
function forkAtServer({ runId: run, step }: { runId: string; step: number }): Continuation {
  const branchPoint = { run, step };
  return {
    ...UNNAMED,
    startingStep: step + 1,
    runtime: 0,
    config: {},
    summary: {},
    resumed: false,
    branchPoint,
  };
}

function checkExistence({ resume, runId, server, root }: Settings, { exists }: { exists: boolean }): void {
  const when = resume.kind === "resume" ? resume.when : undefined;
  const where = server === undefined ? `in "${root}"` : `at "${server.baseUrl}"`;
  if (when === "must" && !exists) {
    throw new ResumeError(
      `[core] Failed to resume: there is no run "${runId}" ${where}. Look at the id and the project, or use resume: "allow".`,
      { runId, reason: "missing" },
    );
  }
  if (when === "never" && exists) {
    throw new ResumeError(
      `[core] Failed to start the run: there is a run "${runId}" ${where} already. Give another id, or use resume: "allow".`,
      { runId, reason: "exists" },
    );
  }
}

/** A given id wins over the one that an earlier run left behind. */
function withAutoId(settings: Settings, { fileSystem }: World): Settings {
  if (settings.resume.kind !== "resume" || settings.resume.when !== "auto") return settings;
  const left = createAutoResumeFile({ root: settings.root, fileSystem }).read();
  if (left === undefined || left === settings.runId) return settings;
  if (!settings.isIdGiven) return { ...settings, runId: left, isIdGiven: true };
  const hint = `The run "${left}" did not end well and is not resumed, since the id "${settings.runId}" was given.`;
  return { ...settings, hints: [...settings.hints, hint] };
}
