import type { RunDetail, RunStatus } from "@stepwell/protocol";
import type { ReactNode } from "react";
import type { GalleryEntry, GalleryState } from "../gallery/gallery-entry.ts";
import { runView } from "../runs/run-view-fixture.ts";
import "./run-header.css";
import { RunState } from "./run-state.tsx";

const now = 10_000_000;

function State({
  status,
  silent = 0,
  preempting = false,
}: {
  readonly status: RunStatus;
  readonly silent?: number;
  readonly preempting?: boolean;
}): ReactNode {
  const detail: Pick<RunDetail, "run" | "preempting"> = {
    run: runView({ status, updatedAt: now - silent }),
    preempting,
  };
  return <RunState detail={detail} now={now} />;
}

function state(name: string, render: () => ReactNode): GalleryState {
  return { name, width: 260, height: 28, render };
}

/** How a run stands. */
export const entries: readonly GalleryEntry[] = [
  {
    name: "run-state",
    states: [
      state("running", () => <State status="running" />),
      state("stale", () => <State status="running" silent={720_000} />),
      state("preempting", () => <State status="running" preempting />),
      state("finished", () => <State status="finished" />),
      state("failed", () => <State status="failed" />),
      state("crashed", () => <State status="crashed" />),
    ],
  },
];
