import type { Client, Live } from "@stepwell/client";
import type { LiveEvent } from "@stepwell/protocol";
import type { QueryClient } from "@tanstack/react-query";
import { createValueStore, type ValueStore } from "../../lib/value-store.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { createSeriesStore, type SeriesStore } from "../charts/series-store.ts";
import { applyEvent } from "./apply-event.ts";
import { createInterests, type Interests } from "./interests.ts";
import { nextStatus, type LiveStatus } from "./live-status.ts";
import { openSharedLive } from "./open-shared-live.ts";
import { readAgain } from "./replies-under-way.ts";

/** What all pages share: the server, its event stream, and the series on screen. */
export interface Session {
  readonly client: Client;
  readonly series: SeriesStore;
  readonly interests: Interests;
  readonly status: ValueStore<LiveStatus>;
  /** Connects now instead of waiting. */
  retry(): void;
  close(): void;
}

const toldOnce = [["project-keys"], ["run"], ["cells"]] as const;

/** Joins the event stream of the browser. */
export function createSession(client: Client, queries: QueryClient): Session {
  const later = (run: () => void): void => void setTimeout(run, 10);
  const series = createSeriesStore({ fetchSeries: (requests) => client.series(requests), later });
  const status = createValueStore<LiveStatus>({ kind: "connecting" });
  let live: Live | undefined;
  let connections = 0;

  const interests = createInterests({
    later,
    send: (subscription) => live?.subscribe(subscription) ?? Promise.resolve(),
    onKnown: (keys) => series.refresh(keys),
  });

  const onEvent = (event: LiveEvent): void => {
    if (event.type === "points") return series.append(event);
    if (event.type === "rewound") series.refreshRun(event.project, event.run);
    applyEvent(queries, event);
  };

  live = openSharedLive(client, {
    onEvent,
    onState: (state) => {
      status.set(nextStatus(status.get(), state, Date.now()));
      // A session that ended looks like a server that is away, until it is asked.
      if (state.kind === "offline")
        void queries.invalidateQueries({ queryKey: queryKeys.account(), exact: true });
      if (state.kind !== "online") return;
      connections += 1;
      if (connections === 1) {
        // A key or a cell that came after the reply and before the stream is told of no second time.
        for (const queryKey of toldOnce) readAgain(queries, queryKey);
        return;
      }
      if (state.resumed) return;
      // What happened while away is fetched once; the pictures stay until it is there.
      series.refresh();
      void queries.invalidateQueries();
    },
  });
  // A first subscription without series: run states of every project.
  void live.subscribe({ series: [], cells: [] });
  const opened = live;
  return { client, series, interests, status, retry: () => opened.retry(), close: () => opened.close() };
}
