import type { Client } from "@stepwell/client";
import type { Moment } from "./find-moment.ts";

export interface FindLineOptions {
  readonly client: Pick<Client, "console" | "series">;
  readonly project: string;
  readonly run: string;
  readonly moment: Moment;
}

/** The line (from 0) of a place in a log: the first at or after it, else the last one. Undefined for a step that the run has not logged. */
export async function findLine({
  client,
  project,
  run,
  moment,
}: FindLineOptions): Promise<number | undefined> {
  if (moment.kind === "line") return Math.max(0, moment.line - 1);
  const time = moment.kind === "time" ? moment.time : await timeOfStep(client, project, run, moment.step);
  if (time === undefined) return undefined;
  let from: number | null = 0;
  let total = 0;
  while (from !== null) {
    const page: {
      readonly lines: readonly { readonly number: number }[];
      readonly total: number;
      readonly next: number | null;
    } = await client.console(project, run, { since: Math.max(0, Math.floor(time)), from, limit: 1 });
    const line = page.lines[0];
    if (line !== undefined) return line.number;
    total = page.total;
    from = page.next;
  }
  return Math.max(0, total - 1);
}

/** When the last row at or before a step was logged, ms. */
async function timeOfStep(
  client: Pick<Client, "series">,
  project: string,
  run: string,
  step: number,
): Promise<number | undefined> {
  const [frame] = await client.series([
    { project, run, stream: "history", key: "_timestamp", x: "_step", range: [0, step], buckets: 1 },
  ]);
  const seconds = frame?.last.at(-1);
  return seconds === undefined || !Number.isFinite(seconds) ? undefined : seconds * 1_000;
}
