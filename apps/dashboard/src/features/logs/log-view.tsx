import type { ReadConsoleOptions } from "@stepwell/client";
import {
  useImperativeHandle,
  useLayoutEffect,
  useReducer,
  useRef,
  useState,
  type ReactNode,
  type Ref,
} from "react";
import { lastAtOrBefore } from "../../lib/binary-search.ts";
import { useElementSize } from "../../lib/use-element-size.ts";
import { createLineHeights } from "./line-heights.ts";
import { LogLine } from "./log-line.tsx";
import { LogMinimap } from "./log-minimap.tsx";
import { scrollScale } from "./scroll-scale.ts";
import { useLogCopy } from "./use-log-copy.ts";
import { useLogRows } from "./use-log-rows.ts";

/** Height of a line that does not wrap, in pixels. */
const lineHeight = 19;
const overscan = 12;
const padding = 6;

export interface LogViewProps {
  readonly project: string;
  readonly run: string;
  /** Lines of the whole console. */
  readonly total: number;
  /** Lines to show instead of all, from 0. */
  readonly numbers: readonly number[] | undefined;
  /** What the lines of `numbers` meet. */
  readonly query: ReadConsoleOptions | undefined;
  readonly marker: RegExp | undefined;
  /** For the minimap: line numbers from 0. */
  readonly errors: readonly number[];
  readonly hits: readonly number[];
  /** The match that the search stands at, from 0. */
  readonly current: number | undefined;
  /** The line that the address names, from 1. */
  readonly chosen: number | undefined;
  readonly wrap: boolean;
  readonly follow: boolean;
  readonly onFollow: (follow: boolean) => void;
  readonly onChoose: (number: number) => void;
  readonly ref: Ref<LogViewHandle>;
}

export interface LogViewHandle {
  /** Brings a line (from 0), or the one before it that is shown, to the middle. */
  show(line: number): void;
  /** The first line on screen, from 0. */
  top(): number;
}

/** The lines on screen, of as many as there may be. */
export function LogView(props: LogViewProps): ReactNode {
  const { project, run, total, numbers, query, marker, current, chosen, wrap, follow } = props;
  const { onFollow, onChoose, ref } = props;
  const count = numbers?.length ?? total;
  const scroller = useRef<HTMLDivElement>(null);
  const size = useElementSize(scroller);
  const height = size?.height ?? 600;
  const [scrollTop, setScrollTop] = useState(0);
  const [, renew] = useReducer((version: number) => version + 1, 0);
  const heights = useRef(createLineHeights(lineHeight)).current;
  const target = useRef<{ row: number; tries: number }>(undefined);

  const content = heights.offsetOf(count) + 2 * padding;
  const scale = scrollScale(content, height);
  const offset = scale.toContent(scrollTop) - padding;
  const first = heights.rowAt(offset, count);
  const last = Math.min(count - 1, heights.rowAt(offset + height, count));
  const { lineOf, read } = useLogRows({ project, run, count, numbers, query, first, last });
  const kept = useLogCopy({ scroller, read });

  const scrollTo = (row: number): void => {
    const { current: box } = scroller;
    if (box === null) return;
    box.scrollTop = scale.toScroll(heights.offsetOf(row) + padding - height / 2 + lineHeight);
    setScrollTop(box.scrollTop);
  };
  useImperativeHandle(ref, () => ({
    top: () => numbers?.[first] ?? first,
    show(line) {
      const row =
        numbers === undefined ? Math.min(line, count - 1) : Math.max(0, lastAtOrBefore(numbers, line));
      target.current = { row, tries: 3 };
      scrollTo(row);
    },
  }));

  // Lines were measured at another width.
  useLayoutEffect(() => {
    heights.clear();
    renew();
  }, [heights, wrap, size?.width, numbers]);

  useLayoutEffect(() => {
    const { current: box } = scroller;
    if (box === null) return;
    let above = 0;
    let isNews = false;
    if (wrap) {
      for (const slot of box.querySelectorAll<HTMLElement>(".slot")) {
        const row = Number(slot.dataset["row"]);
        const before = heights.offsetOf(row + 1) - heights.offsetOf(row);
        if (!heights.set(row, slot.offsetHeight)) continue;
        isNews = true;
        if (row < first) above += slot.offsetHeight - before;
      }
    }
    const wanted = target.current;
    if (wanted !== undefined) {
      wanted.tries -= 1;
      if (wanted.tries <= 0) target.current = undefined;
      scrollTo(wanted.row);
    } else if (follow) {
      box.scrollTop = box.scrollHeight;
    } else if (above !== 0) {
      // What is read stays where it is when lines above it turn out to be higher.
      box.scrollTop += above;
    }
    if (isNews) renew();
  });

  const onScroll = (): void => {
    const { current: box } = scroller;
    if (box === null) return;
    setScrollTop(box.scrollTop);
    if (target.current !== undefined) return;
    const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 24;
    if (isAtEnd !== follow) onFollow(isAtEnd);
  };

  const rows: number[] = [];
  for (let row = Math.max(0, first - overscan); row <= Math.min(count - 1, last + overscan); row++)
    rows.push(row);
  // The line where a selection began stays in the page, or the selection would be lost.
  if (kept !== undefined && kept < count && !rows.includes(kept))
    rows[kept < first ? "unshift" : "push"](kept);

  return (
    <div className={`panel logbox ${wrap ? "wrap" : ""}`}>
      <div
        className="lg"
        ref={scroller}
        onScroll={onScroll}
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label="Console"
      >
        <div style={{ height: scale.height, position: "relative" }}>
          {rows.map((row) => {
            const line = lineOf(row);
            const number = (numbers?.[row] ?? line?.number ?? row) + 1;
            return (
              <div
                key={row}
                className="slot"
                data-row={row}
                style={{ transform: `translateY(${heights.offsetOf(row) - offset + scrollTop}px)` }}
              >
                <LogLine
                  line={line}
                  number={number}
                  marker={marker}
                  isCurrent={current === number - 1}
                  isChosen={chosen === number}
                  onChoose={onChoose}
                />
              </div>
            );
          })}
        </div>
      </div>
      <LogMinimap
        total={total}
        numbers={numbers}
        errors={props.errors}
        hits={props.hits}
        first={first}
        last={last}
        onGo={(share) => {
          const { current: box } = scroller;
          if (box !== null) box.scrollTop = share * box.scrollHeight - box.clientHeight / 2;
        }}
      />
    </div>
  );
}
