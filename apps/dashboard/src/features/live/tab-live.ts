import type { Live, LiveOptions } from "@stepwell/client";
import type { LiveSubscription } from "@stepwell/protocol";
import type { HubMessage, TabMessage } from "./tab-messages.ts";

/** A tab's way to the one that holds the event stream. */
export interface TabPort {
  post(message: TabMessage): void;
  /** `onRenewed` is called when another one holds the stream now, which knows nothing of this tab. */
  listen(onMessage: (message: HubMessage) => void, onRenewed: () => void): void;
  close(): void;
}

/** The event stream as a tab sees it, wherever it is held. */
export function createTabLive(port: TabPort, { onEvent, onState }: LiveOptions): Live {
  const waiting = new Map<number, () => void>();
  let wish: { readonly id: number; readonly subscription: LiveSubscription } | undefined;

  function take(message: HubMessage): void {
    if (message.type === "event") onEvent(message.event);
    else if (message.type === "state") onState?.(message.state);
    else {
      // A newer wish takes the place of older ones, so that who waits for those is served as well.
      for (const [id, resolve] of waiting) {
        if (id > message.id) continue;
        waiting.delete(id);
        resolve();
      }
    }
  }

  port.listen(take, () => {
    if (wish !== undefined) port.post({ type: "wish", ...wish });
  });

  return {
    subscribe(subscription) {
      wish = { id: (wish?.id ?? 0) + 1, subscription };
      const { id } = wish;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        port.post({ type: "wish", id, subscription });
      });
    },
    retry: () => port.post({ type: "retry" }),
    close() {
      port.post({ type: "bye" });
      port.close();
    },
  };
}
