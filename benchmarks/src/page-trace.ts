/** One event of a Chromium trace; times in microseconds. */
export interface TraceEvent {
  readonly name: string;
  readonly cat?: string;
  readonly ph: string;
  readonly ts: number;
  readonly pid?: number;
  readonly args?: {
    readonly chrome_frame_reporter?: { readonly state?: string; readonly affects_smoothness?: boolean };
    readonly data?: { readonly type?: string; readonly duration?: number; readonly interactionId?: number };
  };
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

/** Frames between two marks of the page that were shown, and those that should have been and were not. */
export function countFrames(events: readonly TraceEvent[], from: string, to: string): FrameCounts {
  const start = timeOf(events, from);
  const end = timeOf(events, to);
  let presented = 0;
  let dropped = 0;
  for (const { name, ts, args } of events) {
    if (name !== "PipelineReporter" || ts < start || ts > end) continue;
    const state = args?.chrome_frame_reporter?.state;
    if (state === "STATE_PRESENTED_ALL" || state === "STATE_PRESENTED_PARTIAL") presented += 1;
    if (state === "STATE_DROPPED" && args?.chrome_frame_reporter?.affects_smoothness === true) dropped += 1;
  }
  return { presented, dropped };
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
