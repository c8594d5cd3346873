import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Client } from "@stepwell/client";
import type { RunDetail } from "@stepwell/protocol";
import { until } from "./processes.ts";

/** The project that all examples but the demo's log into. */
export const PROJECT = "examples";

export interface ExampleOptions {
  /** The server that the example delivers to. Default: none, and the server has to find its folders. */
  readonly url?: string;
  /** Where its run folders go. */
  readonly folder: string;
  readonly args?: readonly string[];
}

/** Runs a built example to its end, as its README says, and resolves to what it printed. Rejects with that when it fails. */
export async function runExample(name: string, { url, folder, args = [] }: ExampleOptions): Promise<string> {
  const example = join(import.meta.dirname, "../../examples", name);
  const delivery = url === undefined ? {} : { STEPWELL_BASE_URL: url, STEPWELL_API_KEY: "k".repeat(40) };
  const child = spawn(process.execPath, ["dist/main.js", ...args], {
    cwd: example,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...delivery, STEPWELL_DIR: folder },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text: Buffer) => {
      said += text.toString();
    });
  }
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`The example "${name}" ended with ${String(code)}: ${said}`);
  return said;
}

/** A run as the server has it. */
export interface StoredRun extends RunDetail {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** The run of that name with all its rows, once the server says that it is finished. */
export async function storedRun(client: Client, name: string, project = PROJECT): Promise<StoredRun> {
  let id = "";
  await until(`the run "${name}" is finished at the server`, async () => {
    const { runs } = await client.runs({ project });
    const found = runs.find((run) => run.name === name);
    id = found?.id ?? "";
    return found?.status === "finished";
  });
  const rows: Record<string, unknown>[] = [];
  for await (const { row } of client.rows(project, id)) rows.push(row);
  return { ...(await client.run(project, id)), rows };
}

/** The values of a key, in the order of the rows that have it. */
export function valuesOf(run: StoredRun, key: string): unknown[] {
  return run.rows.filter((row) => key in row).map((row) => row[key]);
}
