import type { ConsoleLineView, RunDetail } from "@stepwell/protocol";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { FilterField } from "../shell/filter-field.tsx";
import { Icon } from "../shell/icon.tsx";
import { Failure, Message } from "../shell/message.tsx";
import { LogLine } from "./log-line.tsx";
import { useConsole } from "./use-console.ts";

type Stream = "all" | ConsoleLineView["stream"];

const streams: readonly Stream[] = ["all", "stdout", "stderr"];

/** What the run printed. Follows the end until someone scrolls up. */
export function LogsTab({ detail }: { readonly detail: RunDetail }): ReactNode {
  const { project, id, status } = detail.run;
  const query = useConsole(project, id, status === "running");
  const { data } = query;
  if (data === undefined) {
    if (!query.isError) return <div className="loading-line" role="status" aria-label="Loading" />;
    return (
      <Failure
        title="Stepwell could not load the console."
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (data.length === 0)
    return <Message title="This run has printed nothing yet. What it writes to the console appears here." />;
  return <Logs lines={data} />;
}

function Logs({ lines }: { readonly lines: readonly ConsoleLineView[] }): ReactNode {
  const [stream, setStream] = useState<Stream>("all");
  const [search, setSearch] = useState("");
  const [wrap, setWrap] = useState(false);
  const [follow, setFollow] = useState(true);
  const [hit, setHit] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const mark = search.trim().toLowerCase();

  const shown = useMemo(
    () =>
      lines
        .map((line, at) => ({ line, number: at + 1 }))
        .filter(({ line }) => stream === "all" || line.stream === stream),
    [lines, stream],
  );
  const hits = useMemo(
    () =>
      mark === ""
        ? []
        : shown.flatMap(({ line }, at) => (line.text.toLowerCase().includes(mark) ? [at] : [])),
    [shown, mark],
  );
  const errors = useMemo(() => lines.filter((line) => line.stream === "stderr").length, [lines]);
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 19,
    overscan: 30,
  });

  useEffect(() => {
    if (follow && shown.length > 0) rows.scrollToIndex(shown.length - 1, { align: "end" });
  }, [follow, shown.length, rows]);
  const go = (to: number): void => {
    if (hits.length === 0) return;
    const next = (to + hits.length) % hits.length;
    setHit(next);
    setFollow(false);
    rows.scrollToIndex(hits[next] as number, { align: "center" });
  };
  useShortcuts(
    useMemo(() => ({ End: () => setFollow(true), n: () => go(hit + 1), N: () => go(hit - 1) }), [hit, hits]),
  );

  const onScroll = (): void => {
    const { current } = scroller;
    if (current === null) return;
    const atEnd = current.scrollHeight - current.scrollTop - current.clientHeight < 30;
    if (atEnd !== follow) setFollow(atEnd);
  };

  return (
    <>
      <div className="tool">
        <FilterField
          label="Search"
          shortcut="/"
          value={search}
          onChange={(text) => (setSearch(text), setHit(0))}
        />
        {mark === "" ? null : (
          <>
            <span className="badge">
              {hits.length === 0 ? "no match" : `${groupDigits(hit + 1)} of ${groupDigits(hits.length)}`}
            </span>
            <button
              type="button"
              className="btn icon"
              aria-label="Previous match"
              title="Previous match (Shift N)"
              onClick={() => go(hit - 1)}
            >
              <Icon name="up" />
            </button>
            <button
              type="button"
              className="btn icon"
              aria-label="Next match"
              title="Next match (N)"
              onClick={() => go(hit + 1)}
            >
              <Icon name="down" />
            </button>
          </>
        )}
        <div className="seg" role="group" aria-label="Stream">
          {streams.map((name) => (
            <button key={name} type="button" aria-pressed={stream === name} onClick={() => setStream(name)}>
              {name === "all" ? "All" : name}
              {name === "stderr" && errors > 0 ? <span className="badge">{groupDigits(errors)}</span> : null}
            </button>
          ))}
        </div>
        <button type="button" className="btn" aria-pressed={wrap} onClick={() => setWrap(!wrap)}>
          <Icon name="wrap" />
          Wrap
        </button>
        <span className="grow" />
        <span className="badge">{formatPlural(lines.length, "line")}</span>
        <button
          type="button"
          className="btn"
          aria-pressed={follow}
          title="Stay at the end (End)"
          onClick={() => setFollow(!follow)}
        >
          Follow
        </button>
      </div>
      <div className={`panel logbox ${wrap ? "wrap" : ""}`}>
        <div className="lg" ref={scroller} onScroll={onScroll} tabIndex={0} role="log" aria-label="Console">
          <div style={{ height: rows.getTotalSize(), position: "relative" }}>
            {rows.getVirtualItems().map(({ index, start }) => {
              const { line, number } = shown[index] as (typeof shown)[number];
              return (
                <div
                  key={number}
                  ref={rows.measureElement}
                  data-index={index}
                  className="slot"
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <LogLine line={line} number={number} mark={mark} current={hits[hit] === index} />
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </>
  );
}
