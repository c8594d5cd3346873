import { useEffect, useReducer, useRef } from "react";
import { cancelFrame, inNextFrame } from "../../lib/frame-scheduler.ts";
import { useSession } from "../shell/session-context.ts";
import type { SeriesState, SeriesWish } from "./series-store.ts";

/** The series for some wishes, in their order. New points render at most once a frame. */
export function useSeries(wishes: readonly SeriesWish[]): readonly SeriesState[] {
  const { series, interests } = useSession();
  const [, renew] = useReducer((count: number) => count + 1, 0);
  const watched = useRef(new Map<string, () => void>());

  useEffect(() => {
    const before = watched.current;
    const now = new Map<string, () => void>();
    const changed = (): void => inNextFrame(renew);
    for (const wish of wishes) {
      const name = JSON.stringify(wish);
      const kept = before.get(name);
      if (kept !== undefined || now.has(name)) {
        if (kept !== undefined) now.set(name, kept);
        continue;
      }
      const stops = [series.watch(wish, changed), ...(wish.live ? [interests.addSeries(wish)] : [])];
      now.set(name, () => stops.forEach((stop) => stop()));
    }
    // After the new ones: a series that only changed its part stays watched all the time.
    for (const [name, stop] of before) if (!now.has(name)) stop();
    watched.current = now;
  }, [wishes, series, interests]);

  useEffect(
    () => () => {
      cancelFrame(renew);
      for (const stop of watched.current.values()) stop();
      watched.current = new Map();
    },
    [],
  );
  return wishes.map((wish) => series.read(wish));
}
