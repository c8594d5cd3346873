import { writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Artifact, init } from "@stepwell/core";
import type { Run } from "@stepwell/core";
import { createSeededRandom } from "@stepwell/effects/testing";
import { crashRow } from "./crash-row.ts";
import type { Manner } from "./crash-row.ts";

/**
 * Logs into one run after the other, or into two at once, until it is killed. Says on file descriptor 3, a line each,
 * what has been acknowledged: the row, summary, config, artifact or end of a run.
 */
const [, , folder = "", name = "", seedText = "", manner = "" as Manner, baseUrl = ""] = process.argv;
const PIPE = 3;
const seed = Number(seedText);
const random = createSeededRandom(seed);

interface Written {
  readonly run: Run;
  readonly seed: number;
  readonly rows: number;
  logged: number;
  marks: number;
  artifacts: number;
}

const open: Written[] = [];
let started = 0;

async function start(): Promise<Written> {
  const number = started++;
  const run = await init({
    id: `${name}-${number}`,
    project: "crash",
    dir: folder,
    reinit: "create_new",
    silent: true,
    stats: false,
    dependencies: false,
    ...(baseUrl === "" ? { mode: "offline" as const } : { baseUrl }),
  });
  say("open", run, 0);
  const rows = manner === "short-runs" ? 5 + random.integer(20) : Infinity;
  return { run, rows, seed: seed * 10 + number, logged: 0, marks: 0, artifacts: 0 };
}

async function act(written: Written): Promise<void> {
  const { run } = written;
  const burst = manner === "fast" ? 30 : 1 + random.integer(4);
  for (let count = 0; count < burst && written.logged < written.rows; count++) logRow(written);
  if (random.float() < 0.2) {
    written.marks += 1;
    run.summary["mark"] = written.marks;
    say("summary", run, written.marks);
    run.config.update({ mark: written.marks }, { allowValChange: true });
    say("config", run, written.marks);
  }
  if (random.float() < 0.03) await logArtifact(written);
}

function logRow(written: Written): void {
  const { before, data } = crashRow(manner as Manner, written.seed, written.logged);
  if (before !== undefined) written.run.log(before, { commit: false });
  written.run.log(data);
  written.logged += 1;
  say("row", written.run, written.logged);
}

async function logArtifact(written: Written): Promise<void> {
  const artifact = new Artifact({ name: `of-${written.run.id}`, type: "dataset" });
  artifact.addBytes(`version ${written.artifacts}`, { name: "version.txt" });
  await written.run.logArtifact(artifact);
  written.artifacts += 1;
  say("artifact", written.run, written.artifacts);
}

/** `count` of them are acknowledged by now. */
function say(what: string, { id }: Run, count: number): void {
  const line = new TextEncoder().encode(`${what} ${id} ${count}\n`);
  for (let sent = 0; sent < line.length;) {
    try {
      sent += writeSync(PIPE, line, sent);
    } catch (error) {
      // The judge reads slower than we log; it must hear of everything.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    }
  }
}

for (;;) {
  while (open.length < (manner === "two-runs" ? 2 : 1)) open.push(await start());
  for (const written of [...open]) {
    await act(written);
    if (written.logged < written.rows) continue;
    open.splice(open.indexOf(written), 1);
    await written.run.finish({ timeout: 5 });
    say("end", written.run, 1);
  }
  await (manner === "slow" || manner === "media" ? sleep(random.float() * 4) : new Promise(setImmediate));
}
