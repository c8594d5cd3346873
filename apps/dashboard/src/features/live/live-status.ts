import type { LiveState } from "@stepwell/client";

/** How the page stands with the server, for the bar. */
export type LiveStatus =
  | { readonly kind: "connecting" }
  | { readonly kind: "online" }
  | { readonly kind: "offline"; readonly since: number; readonly retryAt: number };

/** The next status after the stream reports a state at `now` (ms). "Connecting" again while offline stays offline. */
export function nextStatus(status: LiveStatus, state: LiveState, now: number): LiveStatus {
  if (state.kind === "online") return { kind: "online" };
  const since = status.kind === "offline" ? status.since : now;
  if (state.kind === "offline") return { kind: "offline", since, retryAt: now + state.retryInMs };
  return status.kind === "offline" ? { kind: "offline", since, retryAt: now } : { kind: "connecting" };
}
