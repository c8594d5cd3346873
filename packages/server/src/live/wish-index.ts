import type { LiveSubscription } from "@stepwell/protocol";
import type { Stream } from "@stepwell/storage";

type SeriesWish = LiveSubscription["series"][number];

/** A series that viewers look at, and who they are. */
interface WishedSeries<Viewer> {
  readonly key: string;
  readonly x: string;
  readonly viewers: ReadonlySet<Viewer>;
}

/** A key whose cells viewers look at, and who they are. */
interface WishedCells<Viewer> {
  readonly key: string;
  readonly viewers: ReadonlySet<Viewer>;
}

/** Who wishes for what, found by run: new rows cost what is on screen somewhere, not what each viewer has on its own. */
export interface WishIndex<Viewer> {
  /** Replaces all that the viewer wished for. */
  set(viewer: Viewer, subscription: Pick<LiveSubscription, "series" | "cells">): void;
  remove(viewer: Viewer): void;
  series(project: string, run: string, stream: Stream): Iterable<WishedSeries<Viewer>>;
  cells(project: string, run: string): Iterable<WishedCells<Viewer>>;
}

/** An index without viewers. */
export function createWishIndex<Viewer>(): WishIndex<Viewer> {
  const series = createShelves<Viewer, WishedSeries<Viewer>>();
  const cells = createShelves<Viewer, WishedCells<Viewer>>();

  return {
    set(viewer, subscription) {
      series.clear(viewer);
      cells.clear(viewer);
      for (const wish of subscription.series) {
        const { key, x } = wish;
        series.put(viewer, runName(wish), nameOf(x, key), (viewers) => ({ key, x, viewers }));
      }
      for (const wish of subscription.cells) {
        const { key } = wish;
        cells.put(viewer, nameOf(wish.project, wish.run), key, (viewers) => ({ key, viewers }));
      }
    },
    remove(viewer) {
      series.clear(viewer);
      cells.clear(viewer);
    },
    series: (project, run, stream) => series.of(runName({ project, run, stream })),
    cells: (project, run) => cells.of(nameOf(project, run)),
  };
}

function runName({ project, run, stream }: Pick<SeriesWish, "project" | "run" | "stream">): string {
  return nameOf(project, run, stream);
}

function nameOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

/** Things by the shelf that they stand on, each with its viewers; what nobody looks at is not there. */
function createShelves<Viewer, Thing>() {
  const shelves = new Map<string, Map<string, { readonly thing: Thing; readonly viewers: Set<Viewer> }>>();
  const ofViewer = new Map<Viewer, { readonly shelf: string; readonly name: string }[]>();
  return {
    put(viewer: Viewer, shelf: string, name: string, make: (viewers: ReadonlySet<Viewer>) => Thing): void {
      const things = shelves.get(shelf) ?? new Map();
      shelves.set(shelf, things);
      let found = things.get(name);
      if (found === undefined) {
        const viewers = new Set<Viewer>();
        found = { thing: make(viewers), viewers };
        things.set(name, found);
      }
      if (found.viewers.has(viewer)) return;
      found.viewers.add(viewer);
      const places = ofViewer.get(viewer) ?? [];
      ofViewer.set(viewer, places);
      places.push({ shelf, name });
    },
    clear(viewer: Viewer): void {
      for (const { shelf, name } of ofViewer.get(viewer) ?? []) {
        const things = shelves.get(shelf);
        const found = things?.get(name);
        found?.viewers.delete(viewer);
        if (found?.viewers.size === 0) things?.delete(name);
        if (things?.size === 0) shelves.delete(shelf);
      }
      ofViewer.delete(viewer);
    },
    *of(shelf: string): Iterable<Thing> {
      for (const { thing } of shelves.get(shelf)?.values() ?? []) yield thing;
    },
  };
}
