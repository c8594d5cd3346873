import { createMediaTarget } from "../media/media-target.ts";
import type { RunContext } from "../run/run-context.ts";
import type { RunMedia } from "../run/run-media.ts";
import { delay } from "../sync/retry-with-backoff.ts";
import type { ArtifactNews } from "../sync/send-command.ts";
import type { ArtifactCalls, LogModelOptions } from "./artifact-calls.ts";
import type { ArtifactServer } from "./artifact-server.ts";
import { createArtifactLog } from "./log-artifact.ts";
import { createLogCalls } from "./log-calls.ts";
import { quietUnlessMisused } from "./quiet-unless-misused.ts";
import { createUseCalls } from "./use-calls.ts";
import type { UsedArtifact } from "./used-artifact.ts";

/** The calls, and what the end of a run has to do. */
export interface ArtifactPart {
  readonly calls: ArtifactCalls;
  /** Artifacts that are being copied. */
  readonly pending: number;
  /** Resolves when none is, or after `timeoutMs`. */
  settled(timeoutMs: number): Promise<void>;
  /** Gives up what is being copied: the run file takes no more. */
  abandon(): void;
  /** Whoever waits for the server waits in vain now. */
  close(): void;
}

export interface ArtifactPartOptions {
  readonly media: Pick<RunMedia, "place">;
  /** What the delivery tells of an artifact; undefined where nothing is delivered. */
  readonly news: (clientId: string) => Promise<ArtifactNews> | undefined;
}

/** The part of a run that logs and uses artifacts. */
export function createArtifactCalls(context: RunContext, options: ArtifactPartOptions): ArtifactPart {
  const { settings, world } = context;
  let loading: Promise<ArtifactServer> | undefined;
  let isClosed = false;
  const log = createArtifactLog(context, {
    mediaTarget: (key, known) => createMediaTarget(options.media.place(key, "")).forArtifact(known),
    committed: async ({ name }, clientId, timeoutMs) => {
      const news = options.news(clientId);
      return (await loadServer()).committed(name, news, timeoutMs);
    },
  });

  /** Loaded when the server is asked for the first time. */
  function loadServer(): Promise<ArtifactServer> {
    loading ??= import("./artifact-server.ts").then(({ createArtifactServer }) => {
      const server = createArtifactServer(settings, world);
      if (isClosed) server.close();
      return server;
    });
    return loading;
  }

  const { logArtifact, logModel, logCode } = createLogCalls(context, log);
  const { useArtifact, useModel, linkArtifact } = createUseCalls(context, { log, loadServer });

  async function linkModel(
    path: string,
    registeredName: string,
    options: LogModelOptions = {},
  ): Promise<UsedArtifact> {
    const { aliases = [] } = options;
    const artifact = await log.track(logModel(path, options));
    return linkArtifact(artifact, `model-registry/${registeredName}`, { aliases });
  }

  return {
    calls: {
      logArtifact: (...given) => quietUnlessMisused(log.track(logArtifact(...given))),
      useArtifact: (...given) => quietUnlessMisused(useArtifact(...given)),
      logModel: (...given) => quietUnlessMisused(log.track(logModel(...given))),
      useModel: (name) => quietUnlessMisused(useModel(name)),
      linkArtifact: (...given) => quietUnlessMisused(linkArtifact(...given)),
      linkModel: (...given) => quietUnlessMisused(linkModel(...given)),
      logCode: (...given) => quietUnlessMisused(log.track(logCode(...given))),
    },
    get pending() {
      return log.pending;
    },
    async settled(timeoutMs) {
      const enough = new AbortController();
      await Promise.race([log.settled(), delay(timeoutMs, world.clock, enough.signal)]);
      enough.abort();
    },
    abandon: () => log.abandon(),
    close() {
      isClosed = true;
      void loading?.then((server) => server.close());
    },
  };
}
