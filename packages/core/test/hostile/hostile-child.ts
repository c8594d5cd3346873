import { closeSync, mkdirSync, openSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Image, init } from "../../src/node/index.ts";
import type { Run } from "../../src/node/index.ts";

/** Logs while something is done to its host, in the given manner, and prints what the run says of it as JSON. */
const [, , dir = "", manner = ""] = process.argv;
/** The run file is looked at once a second. */
const NOTICED_MS = 1500;
const MEBIBYTE = 2 ** 20;

const run = await init({ id: "abc", project: "hostile", dir, mode: "offline", silent: true, stats: false });
let rows = 0;
const thrown: string[] = [];

function log(more: object = {}): void {
  try {
    run.log({ i: rows, ...more });
    rows += 1;
  } catch (error) {
    thrown.push(String(error));
  }
}

function picture(): object {
  return {
    picture: new Image(
      Uint8Array.from({ length: 4 }, () => rows),
      { shape: [2, 2] },
    ),
  };
}

async function finish(which: Run = run): Promise<void> {
  try {
    await which.finish();
  } catch (error) {
    thrown.push(String(error));
  }
}

log();
const facts: Record<string, unknown> = {};

switch (manner) {
  case "disk-full": {
    // A mebibyte that is freed later.
    const ballast = join(dir, "ballast");
    writeFileSync(ballast, new Uint8Array(MEBIBYTE / 2));
    while (run.stats().dropped.disk === undefined && rows < 1e6) log({ text: "x".repeat(1000) });
    log(picture());
    facts["full"] = run.stats();
    rmSync(ballast);
    log(picture());
    facts["freed"] = run.stats();
    await finish();
    const next = await init({
      id: "next",
      project: "hostile",
      dir,
      mode: "offline",
      silent: true,
      stats: false,
    });
    next.log({ i: 0 });
    await finish(next);
    facts["next"] = next.stats();
    break;
  }
  case "folder-removed":
    rmSync(join(dir, "wandb"), { recursive: true });
    log(picture());
    await sleep(NOTICED_MS);
    log();
    await finish();
    break;
  case "file-replaced":
    writeFileSync(join(run.folder, "other"), "other");
    renameSync(join(run.folder, "other"), join(run.folder, "run-abc.wandb"));
    log();
    await sleep(NOTICED_MS);
    log();
    await finish();
    break;
  case "file-cut":
    truncateSync(join(run.folder, "run-abc.wandb"), 0);
    log();
    await sleep(NOTICED_MS);
    log();
    await finish();
    break;
  case "folder-moved":
    renameSync(join(dir, "wandb"), join(dir, "moved"));
    log();
    await sleep(NOTICED_MS);
    log();
    await finish();
    break;
  case "read-only":
    // The one who started us makes the folder read-only now.
    process.stdout.write("ready\n");
    await new Promise((resolve) => process.stdin.once("data", resolve));
    log(picture());
    log();
    await finish();
    break;
  case "no-descriptors": {
    // The encoder is loaded while that is possible.
    log(picture());
    const held: number[] = [];
    try {
      for (;;) held.push(openSync("/dev/null", "r"));
    } catch {
      // Now there is none left.
    }
    log(picture());
    log();
    await sleep(NOTICED_MS);
    facts["without"] = run.stats();
    held.forEach(closeSync);
    log(picture());
    await finish();
    break;
  }
  case "chdir":
    mkdirSync(join(dir, "elsewhere"));
    process.chdir(join(dir, "elsewhere"));
    log(picture());
    await finish();
    break;
  case "many": {
    // The engine has grown to its size by then.
    for (let warm = 0; warm < 100_000; warm++) run.log({ a: warm });
    const before = process.memoryUsage.rss();
    let largest = 0;
    for (let count = 0; count < 1_000_000; count++) {
      run.log({ a: count });
      if (count % 50_000 !== 0) continue;
      largest = Math.max(largest, process.memoryUsage.rss());
      await new Promise(setImmediate);
    }
    facts["grown"] = largest - before;
    await finish();
    break;
  }
  default:
    throw new Error(`The manner "${manner}" is unknown.`);
}

process.stdout.write(JSON.stringify({ ...facts, rows, thrown, stats: run.stats(), folder: run.folder }));
