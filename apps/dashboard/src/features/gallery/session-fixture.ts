import { createClient } from "@stepwell/client";
import { createValueStore } from "../../lib/value-store.ts";
import { createSeriesStore } from "../charts/series-store.ts";
import { createInterests } from "../live/interests.ts";
import type { LiveStatus } from "../live/live-status.ts";
import type { Session } from "../live/session.ts";

/** A session whose server never answers, for components that need one to be drawn. */
export function silentSession(): Session {
  const never = (): Promise<never> => new Promise(() => undefined);
  const later = (): void => undefined;
  return {
    client: createClient({ baseUrl: "", fetch: never }),
    series: createSeriesStore({ fetchSeries: never, later }),
    interests: createInterests({ later, send: never, onKnown: () => undefined }),
    status: createValueStore<LiveStatus>({ kind: "connecting" }),
    retry: () => undefined,
    close: () => undefined,
  };
}
