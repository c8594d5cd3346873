import type { LiveState } from "@stepwell/client";
import type { LiveEvent, LiveSubscription } from "@stepwell/protocol";

/** What a tab says to the one that holds the event stream. */
export type TabMessage =
  /** The tab holds this lock for as long as it lives. */
  | { readonly type: "alive"; readonly lock: string }
  | { readonly type: "wish"; readonly id: number; readonly subscription: LiveSubscription }
  | { readonly type: "retry" }
  | { readonly type: "bye" };

/** What a tab is told. */
export type HubMessage =
  | { readonly type: "event"; readonly event: LiveEvent }
  | { readonly type: "state"; readonly state: LiveState }
  /** The server knows of the wish. */
  | { readonly type: "heard"; readonly id: number };
