/** One event of a Chromium trace; times in microseconds. */
export interface TraceEvent {
  readonly name: string;
  readonly cat?: string;
  readonly ph: string;
  readonly ts: number;
  readonly pid?: number;
  readonly args?: {
    readonly chrome_frame_reporter?: FrameReport;
    /** Its name in newer versions of Chromium. */
    readonly frame_reporter?: FrameReport;
    readonly data?: { readonly type?: string; readonly duration?: number; readonly interactionId?: number };
  };
}

interface FrameReport {
  readonly state?: string;
  readonly affects_smoothness?: boolean;
  readonly frame_sequence?: number;
}

/** What to record: frames of the compositor, interactions, marks of the page. */
export const CATEGORIES = ["cc,benchmark", "cc", "benchmark", "devtools.timeline", "blink.user_timing"];

/** Events of what `stopTracing` returned. */
export function readTrace(bytes: Uint8Array): TraceEvent[] {
  return (JSON.parse(new TextDecoder().decode(bytes)) as { traceEvents: TraceEvent[] }).traceEvents;
}

export interface FrameCounts {
  readonly presented: number;
  readonly dropped: number;
}

/**
 * Frames between two marks of the page that were shown, and those that should have been and were not. A frame that is
 * shown twice, first without what the page drew, is one.
 */
export function countFrames(events: readonly TraceEvent[], from: string, to: string): FrameCounts {
  const start = timeOf(events, from);
  const end = timeOf(events, to);
  const presented = new Set<string>();
  const dropped = new Set<string>();
  for (const { name, ts, pid, args } of events) {
    if (name !== "PipelineReporter" || ts < start || ts > end) continue;
    const {
      state,
      affects_smoothness: isSeen,
      frame_sequence: number,
    } = args?.frame_reporter ?? args?.chrome_frame_reporter ?? {};
    if (state === "STATE_PRESENTED_ALL" || state === "STATE_PRESENTED_PARTIAL")
      presented.add(`${pid} ${number ?? ts}`);
    if (state === "STATE_DROPPED" && isSeen === true) dropped.add(`${pid} ${number ?? ts}`);
  }
  return { presented: presented.size, dropped: [...dropped].filter((frame) => !presented.has(frame)).length };
}

/** Milliseconds from input to the next paint, one per interaction, in no order. */
export function interactionTimes(events: readonly TraceEvent[]): number[] {
  const longest = new Map<number, number>();
  for (const { name, args } of events) {
    const { interactionId = 0, duration = 0 } = name === "EventTiming" ? (args?.data ?? {}) : {};
    if (interactionId > 0) longest.set(interactionId, Math.max(longest.get(interactionId) ?? 0, duration));
  }
  return [...longest.values()];
}

/** Milliseconds between two marks of the page. */
export function between(events: readonly TraceEvent[], from: string, to: string): number {
  return (timeOf(events, to) - timeOf(events, from)) / 1000;
}

function timeOf(events: readonly TraceEvent[], mark: string): number {
  const found = events.findLast(({ name }) => name === mark);
  if (found === undefined) throw new Error(`[bench] Failed to find the mark "${mark}" in the trace.`);
  return found.ts;
}
