import type { Live, LiveOptions } from "@stepwell/client";
import { createTabHub } from "./tab-hub.ts";
import type { Tab } from "./tab-hub.ts";
import { holdLock, holdTabLock, randomName, whenReleased } from "./tab-lock.ts";
import type { TabPort } from "./tab-live.ts";
import type { HubMessage, TabMessage } from "./tab-messages.ts";

type Letter =
  | { readonly to: "leader"; readonly from: string; readonly message: TabMessage }
  | { readonly to: "tab"; readonly tab: string; readonly message: HubMessage }
  | { readonly to: "all" };

const LEADER_LOCK = "stepwell-live";

/**
 * The way to the stream where browsers have no shared workers: one tab holds it for the others, which write to it over a
 * channel. Whoever has the lock is that tab; when it goes, the next one gets the lock and asks all tabs for their wishes.
 */
export function createChannelPort(open: (options: LiveOptions) => Live): TabPort {
  const own = randomName();
  const channel = new BroadcastChannel(LEADER_LOCK);
  let lead: ((from: string, message: TabMessage) => void) | undefined;
  let take: (message: HubMessage) => void = () => undefined;
  let renew: () => void = () => undefined;
  let ownLock: string | undefined;

  function post(message: TabMessage): void {
    if (lead !== undefined) lead(own, message);
    else send({ to: "leader", from: own, message });
  }

  function send(letter: Letter): void {
    channel.postMessage(letter);
  }

  function reply(tab: string, message: HubMessage): void {
    if (tab === own) take(message);
    else send({ to: "tab", tab, message });
  }

  /** What this tab is, and what it wishes for. */
  function introduce(): void {
    if (ownLock !== undefined) post({ type: "alive", lock: ownLock });
    renew();
  }

  function becomeLeader(): void {
    lead = createLeader(open, reply);
    send({ to: "all" });
    introduce();
  }

  channel.addEventListener("message", ({ data }: MessageEvent<Letter>) => {
    if (data.to === "leader") lead?.(data.from, data.message);
    else if (data.to === "all") introduce();
    else if (data.tab === own) take(data.message);
  });
  const letGo = holdTabLock((lock) => {
    ownLock = lock;
    post({ type: "alive", lock });
  });
  const resign = holdLock(LEADER_LOCK, becomeLeader);

  return {
    post,
    listen(onMessage, onRenewed) {
      take = onMessage;
      renew = onRenewed;
    },
    close() {
      resign();
      letGo();
      channel.close();
    },
  };
}

/** The leader's side: every tab that writes becomes a member. */
function createLeader(
  open: (options: LiveOptions) => Live,
  reply: (tab: string, message: HubMessage) => void,
): (from: string, message: TabMessage) => void {
  const hub = createTabHub(open);
  const tabs = new Map<string, Tab>();

  function tabOf(from: string): Tab {
    const tab = tabs.get(from) ?? hub.join((message) => reply(from, message));
    tabs.set(from, tab);
    return tab;
  }

  function forget(from: string): void {
    tabs.get(from)?.leave();
    tabs.delete(from);
  }

  return (from, message) => {
    if (message.type === "bye") forget(from);
    else if (message.type === "alive") {
      tabOf(from);
      whenReleased(message.lock, () => forget(from));
    } else tabOf(from).take(message);
  };
}
