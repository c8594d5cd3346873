import { ResumeError } from "../errors/resume-error.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import type { Continuation } from "./continuation.ts";
import { findRunFolders } from "./find-run-folders.ts";
import type { FoundRun } from "./find-run-folders.ts";
import { readRunUntil } from "./read-run-until.ts";
import type { ReadRun } from "./read-run-until.ts";

/** What a run goes on from when its newest run folder here is asked; undefined when there is none. */
export async function resumeFromFolder(
  settings: Settings,
  { fileSystem }: World,
): Promise<Continuation | undefined> {
  const [newest] = await findRunFolders(settings, { fileSystem });
  if (newest === undefined) return undefined;
  const read = await readRunUntil({ path: newest.runFile, fileSystem });
  return { ...goingOn(read, newest), startingStep: nextStep(read, newest), resumed: true };
}

/**
 * What a run goes on from after a step of `runId`, whose later rows don't count. Throws `UsageError` when no run folder
 * here has that step.
 */
export async function branchFromFolder(
  { settings, runId, step }: { settings: Settings; runId: string; step: number },
  { fileSystem }: World,
): Promise<Continuation> {
  const sessions = await findRunFolders({ ...settings, runId }, { fileSystem });
  const session = sessions.find(({ startingStep }) => startingStep <= step);
  if (session === undefined) refuse(runId, step, settings, sessions);
  const read = await readRunUntil({ path: session.runFile, fileSystem, step });
  const end = nextStep(read, session);
  if (!read.isCut && session === sessions[0] && end <= step) refuse(runId, step, settings, sessions, end);
  return {
    ...goingOn(read, session),
    startingStep: step + 1,
    resumed: false,
    branchPoint: { run: runId, step },
  };
}

function goingOn(
  { state, runtime }: ReadRun,
  { run }: FoundRun,
): Omit<Continuation, "startingStep" | "resumed"> {
  const { displayName, notes, tags } = state.run ?? run;
  const { config, summary } = state;
  return { runtime, config, summary, notes, tags, name: displayName };
}

function nextStep({ lastStep }: ReadRun, { startingStep }: FoundRun): number {
  return lastStep === undefined ? startingStep : lastStep + 1;
}

function refuse(
  runId: string,
  step: number,
  { root, project }: Settings,
  sessions: readonly FoundRun[],
  end?: number,
): never {
  const reason =
    sessions.length === 0
      ? `there is no run "${runId}" of project "${project}" in "${root}"`
      : end === undefined
        ? `what is left of the run "${runId}" here begins after step "${step}"`
        : `the run "${runId}" ends before step "${step}", at "${end - 1}"`;
  throw new ResumeError(
    `[core] Failed to start the run: ${reason}. Give a step that the run has, or the server that has it, as baseUrl.`,
    { runId, reason: sessions.length === 0 ? "missing" : "no-step" },
  );
}
