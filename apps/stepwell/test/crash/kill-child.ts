import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import type { Manner } from "./crash-row.ts";

/** One program that will be killed. */
export interface Kill {
  /** The runs' ids begin with it. */
  readonly name: string;
  readonly seed: number;
  readonly manner: Manner;
  /** Empty: the runs stay on the disk. */
  readonly baseUrl: string;
  /** Counted from the moment at which so many acknowledgements have been heard; 0: from the start of the process. */
  readonly afterHeard: number;
  readonly delayMs: number;
}

/** What a killed program had said of one run. */
export interface Heard {
  readonly rows: number;
  /** Values of `mark` that were set. */
  readonly summary: number;
  readonly config: number;
  readonly artifacts: number;
  readonly isOver: boolean;
}

const COUNTERS = { row: "rows", summary: "summary", config: "config", artifact: "artifacts" } as const;

/** Starts the program, kills it with SIGKILL at its moment, and returns what it had acknowledged by run id. */
export async function killChild(program: string, folder: string, kill: Kill): Promise<Map<string, Heard>> {
  const { name, seed, manner, baseUrl, afterHeard, delayMs } = kill;
  const child = spawn(process.execPath, [program, folder, name, String(seed), manner, baseUrl], {
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  const heard = new Map<string, Heard>();
  let lines = 0;
  let rest = "";
  let isDoomed = false;

  function doom(): void {
    if (isDoomed) return;
    isDoomed = true;
    setTimeout(() => child.kill("SIGKILL"), delayMs);
  }

  function take(line: string): void {
    const [what = "", id = "", count = ""] = line.split(" ");
    const before = heard.get(id) ?? { rows: 0, summary: 0, config: 0, artifacts: 0, isOver: false };
    const counter = COUNTERS[what as keyof typeof COUNTERS];
    const more = counter === undefined ? { isOver: what === "end" } : { [counter]: Number(count) };
    heard.set(id, { ...before, ...more });
    lines += 1;
    if (lines >= afterHeard) doom();
  }

  const pipe = child.stdio[3] as Readable;
  pipe.setEncoding("utf8");
  pipe.on("data", (text: string) => {
    const parts = (rest + text).split("\n");
    rest = parts.pop() ?? "";
    parts.forEach(take);
  });
  if (afterHeard === 0) doom();
  // After `close` nothing is left in the pipe.
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  if (signal === "SIGKILL") return heard;
  throw new Error(`Program "${name}" (${manner}, seed ${seed}) ended by itself with code ${code}.`);
}
