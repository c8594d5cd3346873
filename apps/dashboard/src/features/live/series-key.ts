import type { SeriesRequest } from "@stepwell/protocol";

/** What names a series, whatever part of it is asked for. */
export type SeriesSpec = Pick<SeriesRequest, "project" | "run" | "stream" | "key" | "x">;

/** One text for one series. */
export function seriesKey({ project, run, stream, key, x }: SeriesSpec): string {
  return JSON.stringify([project, run, stream, key, x]);
}
