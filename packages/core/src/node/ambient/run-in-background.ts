import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { nodeFileSystem } from "@stepwell/effects/node";
import { runBackgroundJob } from "../../ambient/background-job.ts";
import type { BackgroundJobs, BackgroundKind } from "../../ambient/background-job.ts";
import { runTool } from "./run-tool.ts";
import { startHelper } from "./start-helper.ts";
import type { Helper } from "./start-helper.ts";

const inThisProcess = {
  fileSystem: nodeFileSystem,
  runTool,
  systemFacts: () => Promise.resolve(undefined),
};

let helper: Helper | undefined;
let isBroken = false;

/**
 * Does a job in a process beside this one, which is started when it is needed: a program that holds gigabytes stands
 * still for a tenth of a second each time it starts another one, and so would start only this. Where it can't be started
 * (its file is missing from a bundle) the job is done here, without the library for system facts.
 */
export function runInBackground<Kind extends BackgroundKind>(
  kind: Kind,
  given: BackgroundJobs[Kind]["given"],
): Promise<BackgroundJobs[Kind]["answer"] | undefined> {
  helper ??= startOnce();
  return helper?.run(kind, given) ?? runBackgroundJob(kind, given, inThisProcess);
}

function startOnce(): Helper | undefined {
  if (isBroken) return undefined;
  const path = helperPath();
  const started =
    path === undefined
      ? undefined
      : startHelper(path, (code) => {
          helper = undefined;
          isBroken = code !== 0;
        });
  isBroken = started === undefined;
  return started;
}

function helperPath(): string | undefined {
  const url = new URL("./helper-process.js", import.meta.url);
  if (url.protocol !== "file:") return undefined;
  const path = fileURLToPath(url);
  return existsSync(path) ? path : undefined;
}
