import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** W&B's own Python client, offline, logging rows of the same shape, a round at a time. */
export interface OfficialLog {
  readonly version: string;
  /** Logs all rows once. */
  round(): Promise<OfficialRound>;
  stop(): Promise<void>;
}

export interface OfficialRound {
  readonly valuesPerSecond: number;
  /** Microseconds of each call. */
  readonly calls: readonly number[];
}

/** Starts the client from the environment that `npm run interop` makes. Undefined where there is none, or it can't start. */
export async function startOfficialLog(
  folder: string,
  { rows, keys }: { rows: number; keys: number },
): Promise<OfficialLog | undefined> {
  const python = fileURLToPath(new URL("../../.venv/bin/python", import.meta.url));
  if (!existsSync(python)) return undefined;
  const script = fileURLToPath(new URL("../src/official_log.py", import.meta.url));
  const child = spawn(python, [script, folder, String(rows), String(keys)], {
    stdio: ["pipe", "pipe", "ignore"],
    env: { ...process.env, HOME: folder, WANDB_ERROR_REPORTING: "false", PYTHONUNBUFFERED: "1" },
  });
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<Record<string, unknown> | undefined> => {
    const { value, done } = (await lines.next()) as IteratorResult<string, unknown>;
    return done === true ? undefined : (JSON.parse(String(value)) as Record<string, unknown>);
  };
  const first = await answer();
  if (first === undefined) return undefined;
  return {
    version: String(first["version"]),
    async round() {
      child.stdin.write("go\n");
      const { seconds, times } = (await answer()) as { seconds: number; times: number[] };
      return { valuesPerSecond: (rows * keys) / seconds, calls: times };
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
