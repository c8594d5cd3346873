import { expect, test } from "vitest";
import { countFrames, type TraceEvent } from "./page-trace.ts";

const mark = (name: string, ts: number): TraceEvent => ({ name, ph: "R", ts });

test.each(["frame_reporter", "chrome_frame_reporter"])(
  "frames between two marks are counted, named %s",
  (name) => {
    const frame = (
      ts: number,
      state: string,
      affects_smoothness = false,
      frame_sequence = ts,
    ): TraceEvent => ({
      name: "PipelineReporter",
      ph: "b",
      ts,
      args: { [name]: { state, affects_smoothness, frame_sequence } },
    });
    const events = [
      frame(5, "STATE_PRESENTED_ALL"),
      mark("from", 10),
      frame(11, "STATE_PRESENTED_ALL"),
      frame(12, "STATE_PRESENTED_PARTIAL"),
      frame(12.5, "STATE_PRESENTED_ALL", false, 12),
      frame(13, "STATE_DROPPED", true),
      frame(14, "STATE_DROPPED"),
      frame(15, "STATE_NO_UPDATE_DESIRED"),
      mark("to", 20),
      frame(21, "STATE_DROPPED", true),
    ];
    expect(countFrames(events, "from", "to")).toEqual({ presented: 2, dropped: 1 });
  },
);
