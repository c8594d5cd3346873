import type { ArtifactCalls } from "../artifacts/artifact-calls.ts";
import { INSIDE } from "../artifacts/artifact-inside.ts";
import type { ArtifactInside } from "../artifacts/artifact-inside.ts";
import type { ArtifactPart, ArtifactPartOptions } from "../artifacts/create-artifact-calls.ts";
import { quietUnlessMisused } from "../artifacts/quiet-unless-misused.ts";
import { CoreError } from "../core-error.ts";
import { messageOf } from "../message-of.ts";
import type { RunContext } from "../run/run-context.ts";

/** The part of a run that logs and uses artifacts, in a page: its code is loaded when one of its calls is made. */
export function createArtifactCalls(context: RunContext, options: ArtifactPartOptions): ArtifactPart {
  const { settings, world, count } = context;
  const waiting = new Set<Promise<unknown>>();
  let part: ArtifactPart | undefined;
  let isOver = false;
  let isClosed = false;

  async function load(): Promise<ArtifactPart> {
    try {
      const late = await import("../artifacts/create-artifact-calls.ts");
      part ??= late.createArtifactCalls(context, options);
    } catch (cause) {
      throw new CoreError(
        `[core] Failed to load the code for artifacts: "${messageOf(cause)}". Look whether the page can reach its own address.`,
        { cause },
      );
    }
    if (isClosed) part.close();
    return part;
  }

  async function use<Result>(call: (calls: ArtifactCalls) => Promise<Result>): Promise<Result> {
    return call((part ?? (await load())).calls);
  }

  /** A call that the end of the run waits for; what it was given can't be changed from now on, as everywhere. */
  function log<Result>(call: (calls: ArtifactCalls) => Promise<Result>, given?: unknown): Promise<Result> {
    if (part !== undefined) return call(part.calls);
    const unseal = isOver ? () => undefined : seal(given, settings.runId);
    const wasOver = isOver;
    const loading = load();
    waiting.add(loading);
    async function whenLoaded(): Promise<Result> {
      let late: ArtifactPart;
      try {
        late = await loading;
      } finally {
        waiting.delete(loading);
        unseal();
      }
      if (isOver && !wasOver) throw tooLate();
      return call(late.calls);
    }
    return quietUnlessMisused(whenLoaded());
  }

  async function loaded(timeoutMs: number): Promise<void> {
    let stop: (() => void) | undefined;
    const enough = new Promise<void>((resolve) => (stop = world.clock.after(timeoutMs, resolve)));
    await Promise.race([Promise.allSettled(waiting), enough]);
    stop?.();
  }

  return {
    calls: {
      logArtifact: (...given) => log((calls) => calls.logArtifact(...given), given[0]),
      logModel: (...given) => log((calls) => calls.logModel(...given)),
      logCode: (...given) => log((calls) => calls.logCode(...given)),
      linkModel: (...given) => log((calls) => calls.linkModel(...given)),
      useArtifact: (...given) => quietUnlessMisused(use((calls) => calls.useArtifact(...given))),
      useModel: (name) => quietUnlessMisused(use((calls) => calls.useModel(name))),
      linkArtifact: (...given) => quietUnlessMisused(use((calls) => calls.linkArtifact(...given))),
    },
    get pending() {
      return waiting.size + (part?.pending ?? 0);
    },
    async settled(timeoutMs) {
      const since = world.clock.monotonic();
      if (waiting.size > 0) await loaded(timeoutMs);
      await part?.settled(Math.max(0, timeoutMs - (world.clock.monotonic() - since)));
    },
    abandon() {
      isOver = true;
      count("artifact", waiting.size);
      part?.abandon();
    },
    close() {
      isClosed = true;
      part?.close();
    },
  };
}

/** Nothing is added to an artifact that is being logged; its own checks come when the code is there. */
function seal(given: unknown, runId: string): () => void {
  if (typeof given !== "object" || given === null || !(INSIDE in given)) return () => undefined;
  const inside = given[INSIDE] as ArtifactInside;
  try {
    inside.begin(runId);
  } catch {
    // It is sealed already, which the call itself will say.
    return () => undefined;
  }
  return () => inside.end(undefined);
}

function tooLate(): CoreError {
  return new CoreError(
    "[core] Failed to log an artifact: the run ended before the code for it was loaded. Await run.logArtifact() before the end.",
  );
}
