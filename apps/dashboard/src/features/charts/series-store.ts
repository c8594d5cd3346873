import type { LiveEvent, SeriesFrame, SeriesRequest } from "@stepwell/protocol";
import { seriesKey, type SeriesSpec } from "../live/series-key.ts";
import { lineData, type LineData } from "./line-data.ts";
import { seriesFacts, type SeriesFacts } from "./series-facts.ts";

export interface SeriesWish extends SeriesSpec {
  readonly range?: readonly [number, number] | undefined;
  readonly buckets: number;
  /** The run still logs: what was missed while nobody watched is fetched. */
  readonly live: boolean;
  /** Users that want different parts of one series (panel, full screen, spark line) don't disturb each other. */
  readonly use: string;
}

export interface SeriesState {
  /** The newest picture; stays while the next one is on its way. */
  readonly data: LineData | undefined;
  readonly loading: boolean;
  /** Why the last request failed, or undefined. */
  readonly error: string | undefined;
}

export interface SeriesStoreOptions {
  readonly fetchSeries: (requests: readonly SeriesRequest[]) => Promise<readonly SeriesFrame[]>;
  /** Runs a function a little later, so that one screen makes one request. */
  readonly later: (run: () => void) => void;
}

type PointsEvent = Extract<LiveEvent, { type: "points" }>;

/** The series that the page shows: fetched together, then extended by live points. */
export interface SeriesStore {
  /** Says what is wanted and listens; returns how to stop. Asking for another part keeps the old picture until it came. */
  watch(wish: SeriesWish, listener: () => void): () => void;
  read(wish: SeriesWish): SeriesState;
  append(event: PointsEvent): void;
  /** Fetches again, quietly: all series, or those named by `seriesKey`. */
  refresh(keys?: readonly string[]): void;
  /** Fetches all of a run again, whose history is not what it was. The pictures stay until it came. */
  refreshRun(project: string, run: string): void;
}

interface Entry {
  readonly key: string;
  wish: SeriesWish;
  state: SeriesState;
  frame: SeriesFrame | undefined;
  /** Of the whole series, from the last frame that held all of it. */
  facts: SeriesFacts | undefined;
  batches: { readonly nextLine: number; readonly xs: readonly number[]; readonly ys: readonly number[] }[];
  attempt: number;
  /** What the request on its way asks for. */
  asked: SeriesWish | undefined;
  readonly listeners: Set<() => void>;
}

const mostSeriesInOneRequest = 500;
const mostUnusedEntries = 400;
const fewestLivePoints = 256;

/** Creates the store of one page. */
export function createSeriesStore({ fetchSeries, later }: SeriesStoreOptions): SeriesStore {
  const entries = new Map<string, Entry>();
  const byKey = new Map<string, Set<Entry>>();
  const stale = new Set<Entry>();
  let planned = false;
  /** Entries that somebody listens to. */
  let used = 0;

  const want = (entry: Entry): void => {
    stale.add(entry);
    if (planned) return;
    planned = true;
    later(() => {
      planned = false;
      const now = [...stale].filter(({ listeners }) => listeners.size > 0);
      stale.clear();
      for (let at = 0; at < now.length; at += mostSeriesInOneRequest)
        void load(now.slice(at, at + mostSeriesInOneRequest));
    });
  };

  const load = async (group: readonly Entry[]): Promise<void> => {
    const attempts = group.map((entry) => (entry.attempt += 1));
    const current = (at: number): boolean => group[at]?.attempt === attempts[at];
    for (const entry of group) {
      entry.asked = entry.wish;
      change(entry, { ...entry.state, loading: true });
    }
    try {
      const frames = await fetchSeries(group.map(({ wish }) => requestOf(wish)));
      const missing = new Set(group.keys());
      for (const frame of frames) {
        missing.delete(frame.query);
        if (current(frame.query)) receive(group[frame.query] as Entry, frame);
      }
      for (const at of missing)
        if (current(at)) change(group[at] as Entry, { ...(group[at] as Entry).state, loading: false });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      for (const [at, entry] of group.entries())
        if (current(at)) change(entry, { ...entry.state, loading: false, error: reason });
    } finally {
      for (const [at, entry] of group.entries()) if (current(at)) entry.asked = undefined;
    }
  };

  const receive = (entry: Entry, frame: SeriesFrame): void => {
    entry.frame = frame;
    if (frame.storedInRange === frame.stored || entry.facts === undefined) entry.facts = seriesFacts(frame);
    entry.batches = entry.batches.filter(({ nextLine }) => nextLine > frame.nextLine);
    rebuild(entry, { loading: false, error: undefined });
  };

  const rebuild = (entry: Entry, more: Partial<SeriesState> = {}): void => {
    const { frame, wish } = entry;
    if (frame === undefined) return;
    const [xs, ys] = laterPoints(entry, frame, wish);
    change(entry, { ...entry.state, ...more, data: lineData(frame, xs, ys, entry.facts) });
    if (xs.length > Math.max(fewestLivePoints, frame.x.length)) want(entry);
  };

  const change = (entry: Entry, state: SeriesState): void => {
    entry.state = state;
    for (const listener of [...entry.listeners]) listener();
  };

  const open = (id: string, wish: SeriesWish): Entry => {
    const key = seriesKey(wish);
    const entry: Entry = {
      key,
      wish,
      state: empty,
      frame: undefined,
      facts: undefined,
      batches: [],
      attempt: 0,
      asked: undefined,
      listeners: new Set(),
    };
    entries.set(id, entry);
    const group = byKey.get(key) ?? new Set();
    byKey.set(key, group.add(entry));
    return entry;
  };

  const forget = (): void => {
    if (entries.size - used <= mostUnusedEntries) return;
    for (const [id, entry] of entries) {
      if (entries.size - used <= mostUnusedEntries) return;
      if (entry.listeners.size > 0) continue;
      entries.delete(id);
      byKey.get(entry.key)?.delete(entry);
    }
  };

  return {
    watch(wish, listener) {
      const id = entryId(wish);
      const entry = entries.get(id) ?? open(id, wish);
      const missed = entry.wish.live !== wish.live || (wish.live && entry.listeners.size === 0);
      const changed = missed || !(isAnswered(entry, wish) || isAsked(entry, wish));
      entry.wish = wish;
      // Its own function each time: one listener may watch twice while it goes from one part to the next.
      const own = (): void => listener();
      if (entry.listeners.size === 0) used += 1;
      entry.listeners.add(own);
      // Only now: an entry that nobody listens to yet would be the first to go.
      forget();
      if (changed) want(entry);
      return () => {
        if (entry.listeners.delete(own) && entry.listeners.size === 0) used -= 1;
      };
    },
    read: (wish) => entries.get(entryId(wish))?.state ?? empty,
    append(event) {
      for (const entry of byKey.get(seriesKey(event)) ?? []) {
        if (entry.frame !== undefined && event.nextLine <= entry.frame.nextLine) continue;
        entry.batches.push({ nextLine: event.nextLine, xs: event.xs, ys: event.ys });
        if (entry.listeners.size > 0) rebuild(entry);
        else entry.batches.length = 0;
      }
    },
    refresh(keys) {
      for (const entry of entries.values()) {
        if (keys === undefined || keys.includes(entry.key)) want(entry);
      }
    },
    refreshRun(project, run) {
      for (const entry of entries.values()) {
        if (entry.wish.project !== project || entry.wish.run !== run) continue;
        entry.frame = undefined;
        entry.batches = [];
        want(entry);
      }
    },
  };
}

const empty: SeriesState = { data: undefined, loading: true, error: undefined };

function requestOf({ project, run, stream, key, x, range, buckets }: SeriesWish): SeriesRequest {
  return { project, run, stream, key, x, buckets, ...(range === undefined ? {} : { range }) };
}

const ids = new WeakMap<SeriesWish, string>();

/** Written once for each wish: a chart of a thousand runs reads them all with every new point. */
function entryId(wish: SeriesWish): string {
  const known = ids.get(wish);
  if (known !== undefined) return known;
  const id = `${wish.use} ${seriesKey(wish)}`;
  ids.set(wish, id);
  return id;
}

/** What is here is at least as fine as what is wanted: when more runs are shown, the first ones are not asked for again. */
function isAnswered({ frame, wish: before }: Entry, { range, buckets }: SeriesWish): boolean {
  if (frame === undefined || !sameRange(before.range, range)) return false;
  return frame.kind === "points" || frame.x.length >= buckets;
}

/** The request on its way will answer it: asking again would throw its reply away. */
function isAsked({ asked }: Entry, { range, buckets, live }: SeriesWish): boolean {
  return (
    asked !== undefined && asked.live === live && sameRange(asked.range, range) && asked.buckets >= buckets
  );
}

function sameRange(a: SeriesWish["range"], b: SeriesWish["range"]): boolean {
  return a?.[0] === b?.[0] && a?.[1] === b?.[1];
}

/** Live points behind the frame. A batch may overlap the frame, and its rising x tells which points are new. */
function laterPoints(entry: Entry, frame: SeriesFrame, wish: SeriesWish): [number[], number[]] {
  const xs: number[] = [];
  const ys: number[] = [];
  const rising = wish.x === "_step" || wish.x === "_timestamp" || wish.x === "_runtime";
  const end =
    frame.xLast.length === 0 ? Number.NEGATIVE_INFINITY : (frame.xLast[frame.xLast.length - 1] as number);
  const right = wish.range?.[1] ?? Number.POSITIVE_INFINITY;
  for (const batch of entry.batches) {
    for (const [at, x] of batch.xs.entries()) {
      if (x > right || (rising && x <= end)) continue;
      xs.push(x);
      ys.push(batch.ys[at] as number);
    }
  }
  return [xs, ys];
}
