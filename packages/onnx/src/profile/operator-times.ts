/** How long one kind of operator took on one provider. Microseconds. */
export interface OperatorTime {
  /** As `Conv`. */
  readonly operator: string;
  /** As `CPUExecutionProvider`. */
  readonly provider: string;
  calls: number;
  /** Without the operators inside, as those of an `If`. */
  self: number;
  /** The longest call, with the operators inside. */
  longest: number;
}

interface KernelEvent {
  readonly operator: string;
  readonly provider: string;
  readonly thread: number;
  readonly from: number;
  readonly duration: number;
}

/** Sums up the events of a profile by operator, those that took longest first. Throws for text that is no JSON. */
export function operatorTimes(text: string): OperatorTime[] {
  const events = (JSON.parse(text) as unknown[]).flatMap((event) => kernelEvent(event) ?? []);
  // What is inside comes after what it is inside of.
  events.sort((first, second) => first.from - second.from || second.duration - first.duration);
  const times = new Map<string, OperatorTime>();
  const open = new Map<number, { readonly time: OperatorTime; readonly end: number }[]>();
  for (const { operator, provider, thread, from, duration } of events) {
    const key = JSON.stringify([operator, provider]);
    const time = times.get(key) ?? { operator, provider, calls: 0, self: 0, longest: 0 };
    times.set(key, time);
    time.calls += 1;
    time.self += duration;
    time.longest = Math.max(time.longest, duration);
    const around = open.get(thread) ?? [];
    open.set(thread, around);
    while (around.length > 0 && (around.at(-1)?.end as number) <= from) around.pop();
    const outer = around.at(-1);
    if (outer !== undefined) outer.time.self -= duration;
    around.push({ time, end: from + duration });
  }
  return [...times.values()].sort((first, second) => second.self - first.self);
}

/** Undefined for the events of the session and of threads, and for what is no event. */
function kernelEvent(given: unknown): KernelEvent | undefined {
  const event = given as {
    cat?: unknown;
    name?: unknown;
    tid?: unknown;
    ts?: unknown;
    dur?: unknown;
    args?: { op_name?: unknown; provider?: unknown } | null;
  } | null;
  if (typeof event !== "object" || event?.cat !== "Node") return undefined;
  const { name, tid, ts, dur, args } = event;
  if (typeof name !== "string" || !name.endsWith("_kernel_time")) return undefined;
  if (typeof ts !== "number" || typeof dur !== "number" || typeof args?.op_name !== "string")
    return undefined;
  return {
    operator: args.op_name,
    provider: typeof args.provider === "string" ? args.provider : "",
    thread: typeof tid === "number" ? tid : 0,
    from: ts,
    duration: dur,
  };
}
