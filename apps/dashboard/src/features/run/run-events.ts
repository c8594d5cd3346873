import type { ArtifactVersionView } from "@stepwell/client";
import type { RunDetail } from "@stepwell/protocol";
import { groupDigits } from "../../lib/group-digits.ts";
import { formatName } from "../../lib/format-name.ts";
import type { RunEvent } from "../charts/chart-events.ts";

/** A model that a run saved. */
export interface Checkpoint {
  readonly word: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly step?: number | undefined;
}

/** Events of each kind that are marked; the newest ones. */
const mostOfAKind = 20;
const longestWord = 24;

/** Whether an artifact holds a model. */
export function isModel({ type }: Pick<ArtifactVersionView, "type">): boolean {
  return /model|checkpoint|weights/i.test(type);
}

/** The models among the artifacts that a run logged. */
export function checkpointsOf(versions: readonly ArtifactVersionView[]): Checkpoint[] {
  return versions
    .filter(isModel)
    .slice(-mostOfAKind)
    .map(({ collection, version, createdAt }) => ({
      word: formatName(`${collection}:${version}`, longestWord),
      time: createdAt,
    }));
}

export interface RunEventsOptions extends Pick<RunDetail, "alerts" | "sessions" | "fork"> {
  /** The step of each alert, where it is known. */
  readonly alertSteps: readonly (number | undefined)[] | undefined;
  readonly checkpoints: readonly Checkpoint[];
}

/** Says of which kinds only the newest are marked; "" where all are. */
export function leftOut({ alerts, sessions, models }: Counted): string {
  const counts: readonly (readonly [string, number])[] = [
    ["resumptions", sessions.filter((session) => session.resumed).length],
    ["alerts", alerts.length],
    ["models", models],
  ];
  const cut = counts.filter(([, count]) => count > mostOfAKind);
  if (cut.length === 0) return "";
  const parts = cut.map(([name, count]) => `${mostOfAKind} of ${groupDigits(count)} ${name}`);
  return `Charts mark the newest ${parts.join(", ")}.`;
}

export interface Counted extends Pick<RunDetail, "alerts" | "sessions"> {
  /** Versions of models that the run saved. */
  readonly models: number;
}

/** What to mark in the charts of a run. */
export function runEvents({ alerts, sessions, fork, alertSteps, checkpoints }: RunEventsOptions): RunEvent[] {
  const resumed = sessions.filter((session) => session.resumed).slice(-mostOfAKind);
  const told = alerts.map(({ title, time }, at): RunEvent => ({
    word: formatName(title, longestWord),
    step: alertSteps?.[at],
    time: time ?? undefined,
  }));
  return [
    ...(fork === null ? [] : [{ word: "fork", step: fork.step, time: undefined }]),
    ...resumed.map(({ startedAt, step }) => ({ word: "resume", step, time: startedAt })),
    ...told.slice(-mostOfAKind),
    ...checkpoints.map(({ word, time, step }) => ({ word, step, time })),
  ];
}
