import type { BackgroundJobs, BackgroundKind } from "../../ambient/background-job.ts";
import { hostModules } from "../host-modules.ts";
import type { FromHelper, ToHelper } from "./helper-messages.ts";
import { unref } from "./unref.ts";

const IDLE_MS = 60_000;

/** The process beside this one that does slow work. */
export interface Helper {
  /** Undefined when the job failed or the process ended. */
  run<Kind extends BackgroundKind>(
    kind: Kind,
    given: BackgroundJobs[Kind]["given"],
  ): Promise<BackgroundJobs[Kind]["answer"] | undefined>;
}

/**
 * Starts Node with the program at `path`. It ends with this process, however that ends, and after a minute without
 * work; then, and when it breaks, `onEnd` is called. It never keeps this process from ending.
 */
export function startHelper(path: string, onEnd: (code: number | null) => void): Helper | undefined {
  const waiting = new Map<number, (answer: unknown) => void>();
  let lastId = 0;
  let idle: NodeJS.Timeout | undefined;
  const child = open(path);
  if (child === undefined) return undefined;

  child.unref();
  unref(child.stdin);
  unref(child.stdout);
  const end = (code: number | null): void => {
    clearTimeout(idle);
    for (const resolve of waiting.values()) resolve(undefined);
    waiting.clear();
    onEnd(code);
  };
  child.once("error", () => end(null));
  child.once("close", end);
  // It may have ended a moment ago.
  child.stdin.on("error", () => undefined);
  hostModules
    .readline()
    .createInterface({ input: child.stdout })
    .on("line", (line) => {
      const { id, answer } = JSON.parse(line) as FromHelper;
      waiting.get(id)?.(answer);
      waiting.delete(id);
      if (waiting.size > 0) return;
      idle = setTimeout(() => child.stdin.end(), IDLE_MS);
      idle.unref();
    });

  return {
    run(kind, given) {
      clearTimeout(idle);
      const message: ToHelper = { id: ++lastId, kind, given };
      return new Promise((resolve) => {
        waiting.set(message.id, resolve as (answer: unknown) => void);
        child.stdin.write(`${JSON.stringify(message)}\n`);
      });
    },
  };
}

function open(path: string) {
  try {
    return hostModules.childProcess().spawn(process.execPath, [path], {
      stdio: ["pipe", "pipe", "ignore"],
      windowsHide: true,
      // What the program was started with (inspectors, loaders) is not meant for this one.
      env: { ...process.env, NODE_OPTIONS: "", ELECTRON_RUN_AS_NODE: "1" },
    });
  } catch {
    // Without memory for another process it throws in place of its usual event.
    return undefined;
  }
}
