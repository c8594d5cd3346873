import { createContext } from "react";

/** Something that happened while a run logged: it was resumed, told an alert, saved a model. */
export interface RunEvent {
  /** One or two words. */
  readonly word: string;
  readonly step: number | undefined;
  /** Milliseconds since the epoch. */
  readonly time: number | undefined;
}

/** An event on the x axis of a chart. */
export interface EventMark {
  readonly x: number;
  readonly word: string;
}

/** What the charts of a page mark with dotted lines. */
export const RunEventsContext = createContext<readonly RunEvent[]>([]);

/** Where events stand on an x axis (`XScale.key`); those that have no place there are left out. `startedAt` is ms. */
export function eventMarks(
  events: readonly RunEvent[],
  axis: string,
  startedAt: number | undefined,
): readonly EventMark[] {
  return events.flatMap(({ word, step, time }) => {
    const x =
      axis === "_step"
        ? step
        : time === undefined
          ? undefined
          : axis === "_timestamp"
            ? time / 1_000
            : axis === "relative" && startedAt !== undefined
              ? (time - startedAt) / 1_000
              : undefined;
    return x === undefined ? [] : [{ x, word }];
  });
}
