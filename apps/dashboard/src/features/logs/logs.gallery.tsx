import type { ConsoleLineView } from "@stepwell/protocol";
import type { ReactNode } from "react";
import type { GalleryEntry } from "../gallery/gallery-entry.ts";
import { marker } from "./log-condition.ts";
import { LogLine } from "./log-line.tsx";
import { LogMinimap } from "./log-minimap.tsx";
import { LogToolbar, type LogToolbarProps } from "./log-toolbar.tsx";
import "./logs.css";

const esc = "\u001b[";

function line(number: number, text: string, stream: ConsoleLineView["stream"] = "stdout"): ConsoleLineView {
  return { number, text, stream, time: null };
}

const lines = [
  line(97, `step   7500  loss ${esc}1m0.4628${esc}0m  lr 0.000654  ${esc}2m543 img/s${esc}0m`),
  line(98, `${esc}32;1mval${esc}0m    7500  miou ${esc}32m0.7083${esc}0m  best, saved checkpoint`),
  line(99, "Warning: gradient overflow, skipping update (loss scale 8192)", "stderr"),
  line(100, `step   7600  loss ${esc}1mNaN${esc}0m  lr 0.000648`),
  line(101, "10 %\r50 %\r100 %"),
  line(102, '<script>alert("a log")</script>'),
];

const colours = Array.from({ length: 8 }, (_, at) =>
  line(
    at,
    `${esc}${30 + at}mcolour ${30 + at}${esc}0m ${esc}${90 + at}mbright${esc}0m ${esc}${40 + at}mbehind${esc}0m ${esc}38;5;${20 + at * 30}m256${esc}0m ${esc}38;2;${at * 30};90;${250 - at * 30}mtrue${esc}0m ${esc}4munder${esc}0m ${esc}7minverse${esc}0m`,
  ),
);

interface LinesProps {
  readonly of: readonly ConsoleLineView[];
  readonly mark?: string;
  readonly current?: number;
  readonly chosen?: number;
  readonly wrap?: boolean;
}

function Lines({ of, mark = "", current, chosen, wrap = false }: LinesProps): ReactNode {
  const marks = marker({ text: mark, isPattern: false, stream: "all" });
  return (
    <div className={`panel logbox ${wrap ? "wrap" : ""}`} style={{ height: "100%", minHeight: 0 }}>
      <div className="lg" role="region" aria-label="Lines" tabIndex={0}>
        {of.map((one) => (
          <LogLine
            key={one.number}
            line={one}
            number={one.number + 1}
            marker={marks}
            isCurrent={one.number === current}
            isChosen={one.number === chosen}
            onChoose={() => {}}
          />
        ))}
      </div>
      <LogMinimap
        total={400}
        numbers={undefined}
        errors={[20, 99, 300]}
        hits={[60, 100, 101, 102, 103]}
        first={90}
        last={120}
        onGo={() => {}}
      />
    </div>
  );
}

const toolbar: LogToolbarProps = {
  condition: { text: "", isPattern: false, stream: "all" },
  onCondition: () => {},
  found: 0,
  at: -1,
  isSearching: false,
  isCut: false,
  problem: undefined,
  onlyMatches: false,
  onOnlyMatches: () => {},
  onNext: () => {},
  errors: 4,
  total: 1_000_000,
  wrap: false,
  onWrap: () => {},
  isLive: true,
  follow: true,
  onFollow: () => {},
  downloadUrl: "#",
  startedAt: 0,
  onGo: () => Promise.resolve(undefined),
};
const searching = { text: "NaN", isPattern: false, stream: "all" } as const;

/** Logs: lines with their colours, search, minimap. */
export const entries: readonly GalleryEntry[] = [
  {
    name: "log-lines",
    states: [
      { name: "lines", width: 720, height: 140, render: () => <Lines of={lines} /> },
      {
        name: "matches, a chosen line",
        width: 720,
        height: 140,
        render: () => <Lines of={lines} mark="o" current={98} chosen={99} />,
      },
      { name: "colours", width: 720, height: 180, render: () => <Lines of={colours} /> },
      {
        name: "wrapped",
        width: 360,
        height: 180,
        render: () => <Lines of={[line(0, "long words ".repeat(30)), line(1, "short")]} wrap />,
      },
      {
        name: "a line of a megabyte",
        width: 720,
        height: 60,
        render: () => <Lines of={[line(0, "x".repeat(1_000_000)), line(1, "after it")]} />,
      },
    ],
  },
  {
    name: "log-toolbar",
    states: [
      { name: "at rest", width: 1_000, height: 44, render: () => <LogToolbar {...toolbar} /> },
      {
        name: "found",
        width: 1_200,
        height: 44,
        render: () => <LogToolbar {...toolbar} condition={searching} found={1_234} at={2} />,
      },
      {
        name: "more than are kept",
        width: 1_200,
        height: 44,
        render: () => (
          <LogToolbar {...toolbar} condition={searching} found={500_000} at={0} isCut isSearching />
        ),
      },
      {
        name: "nothing found",
        width: 1_200,
        height: 44,
        render: () => <LogToolbar {...toolbar} condition={searching} follow={false} isLive={false} />,
      },
      {
        name: "no pattern",
        width: 1_200,
        height: 44,
        render: () => (
          <LogToolbar
            {...toolbar}
            condition={{ ...searching, text: "(", isPattern: true }}
            problem="missing closing )"
          />
        ),
      },
    ],
  },
];
