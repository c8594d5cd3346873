import type { ConsoleLine } from "@stepwell/runlog";
import type { RunStore, StoredRun } from "@stepwell/storage";
import { WireError } from "./wire-error.ts";

interface LogArguments {
  readonly after?: string | null;
  readonly first?: number | null;
  readonly last?: number | null;
}

const USUAL_PAGE = 1000;
const LONGEST_PAGE = 10_000;

/** What a run's node tells of its console: lines from its start by cursor, or its last ones. */
export function runLogs(runs: Pick<RunStore, "console" | "consoleLength">, run: StoredRun): object {
  return {
    logLineCount: () => runs.consoleLength(run.number),
    async logLines({ after, first, last }: LogArguments) {
      const total = await runs.consoleLength(run.number);
      const limit = Math.min(Math.max(last ?? first ?? USUAL_PAGE, 0), LONGEST_PAGE);
      const from = last == null ? startOf(after) : Math.max(0, total - limit);
      const lines = await runs.console(run.number, { from, limit });
      const end = from + lines.length;
      return {
        totalCount: total,
        pageInfo: { endCursor: lines.length === 0 ? null : String(end), hasNextPage: end < total },
        edges: lines.map((line, index) => ({
          node: lineNode(line, from + index),
          cursor: String(from + index + 1),
        })),
      };
    },
  };
}

function lineNode({ stream, time, text, label = "" }: ConsoleLine, number: number): object {
  return {
    number,
    timestamp: time === undefined || !Number.isFinite(time) ? null : isoTime(time),
    level: stream === "stderr" ? "error" : "",
    label,
    line: text,
  };
}

/** With microseconds, as clients send it. */
function isoTime(seconds: number): string | null {
  const whole = Math.floor(seconds);
  const date = new Date(whole * 1000);
  if (Number.isNaN(date.getTime())) return null;
  const micros = Math.min(999_999, Math.round((seconds - whole) * 1e6));
  return `${date.toISOString().slice(0, 19)}.${String(micros).padStart(6, "0")}Z`;
}

function startOf(cursor: string | null | undefined): number {
  if (cursor == null || cursor === "") return 0;
  if (/^\d{1,12}$/.test(cursor)) return Number(cursor);
  throw new WireError(
    400,
    `[server] Failed to read the console: "${cursor.slice(0, 80)}" is no cursor of it. Begin at its start.`,
  );
}
