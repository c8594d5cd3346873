import type { RunRecord } from "@stepwell/protocol";
import { readConfigJson } from "./config-json.ts";
import { parseObject } from "./plain-json.ts";
import type { WireAccount } from "./wire-account.ts";
import type { WireCaller } from "./wire-caller.ts";
import { WireError } from "./wire-error.ts";

/** What a client says of its run. Null and absent mean: as it was. */
export interface UpsertBucketInput {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly groupName?: string | null;
  readonly modelName?: string | null;
  readonly entityName?: string | null;
  readonly description?: string | null;
  readonly displayName?: string | null;
  readonly state?: string | null;
  readonly notes?: string | null;
  readonly config?: string | null;
  readonly commit?: string | null;
  readonly host?: string | null;
  readonly jobProgram?: string | null;
  readonly jobRepo?: string | null;
  readonly jobType?: string | null;
  readonly sweep?: string | null;
  readonly tags?: readonly string[] | null;
  readonly summaryMetrics?: string | null;
}

/**
 * Whether an upsert begins a session rather than says more of one. A client says all of a run when it begins, and again
 * when a name, notes or tags of it change.
 */
export function isNewSession(account: WireAccount, input: UpsertBucketInput): boolean {
  const { run, exitCode } = account.state;
  if (account.isFresh || exitCode !== undefined || run === undefined) return true;
  if (input.host == null && input.jobProgram == null) return false;
  const isSame = (said: unknown, known: unknown): boolean =>
    said == null || JSON.stringify(said) === JSON.stringify(known);
  return (
    isSame(input.displayName, run.displayName) &&
    isSame(input.notes, run.notes) &&
    isSame(input.tags, run.tags) &&
    isSame(input.groupName, run.group) &&
    isSame(input.jobType, run.jobType)
  );
}

/**
 * Whether our own sync had read less of the run file for what it says than for what it said before: such a request comes
 * so late that its sender has given it up, or begins to read anew what is known.
 */
export function isLate({ readBytes }: WireAccount, caller: WireCaller): boolean {
  return caller.kind === "source" && caller.readBytes !== undefined && caller.readBytes < readBytes;
}

/** Takes what was said into the account. Refuses a config or summary that is not JSON. */
export function applyUpsert(account: WireAccount, input: UpsertBucketInput): void {
  const isNew = isNewSession(account, input);
  account.isFresh = false;
  const { preempting, ...state } = account.state;
  account.state = {
    ...state,
    // A session that begins is not being suspended.
    ...(preempting === true && !isNew ? { preempting } : {}),
    ...(input.config == null ? {} : readConfigJson(needObject("config", input.config))),
    ...(input.summaryMetrics == null ? {} : { summary: needObject("summaryMetrics", input.summaryMetrics) }),
    ...(state.run === undefined ? {} : { run: updatedRun(state.run, input) }),
  };
  const { environment, run } = account.state;
  if (environment?.startedAt === undefined || run === undefined || run.startTime !== undefined) return;
  account.startedMs = environment.startedAt.seconds * 1000 + environment.startedAt.nanos / 1e6;
  account.state = { ...account.state, run: { ...run, startTime: environment.startedAt } };
}

function updatedRun(run: RunRecord, input: UpsertBucketInput): RunRecord {
  const commit = input.commit ?? run.git?.commit ?? "";
  const remoteUrl = input.jobRepo ?? run.git?.remoteUrl ?? "";
  return {
    ...run,
    entity: input.entityName ?? run.entity,
    group: input.groupName ?? run.group,
    jobType: input.jobType ?? run.jobType,
    displayName: input.displayName ?? run.displayName,
    notes: input.notes ?? run.notes,
    tags: input.tags ?? run.tags,
    sweepId: input.sweep ?? run.sweepId,
    host: input.host ?? run.host,
    ...(commit === "" && remoteUrl === "" ? {} : { git: { commit, remoteUrl } }),
  };
}

function needObject(field: string, text: string) {
  const value = parseObject(text);
  if (value !== undefined) return value;
  throw new WireError(
    400,
    `[server] Failed to take the run: its "${field}" is not a JSON object ("${text.slice(0, 80)}"). Send a JSON object as text.`,
  );
}
