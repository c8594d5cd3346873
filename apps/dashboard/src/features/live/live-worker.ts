import { createClient } from "@stepwell/client";
import { createTabHub } from "./tab-hub.ts";
import type { TabMessage } from "./tab-messages.ts";
import { whenReleased } from "./tab-lock.ts";

// The shared worker of all tabs: HTTP/1.1 allows a browser six connections to a server, so that tabs with a stream each
// would soon wait for each other.

const client = createClient({ baseUrl: "" });
const hub = createTabHub((options) => client.live(options));

addEventListener("connect", (event) => {
  const port = (event as MessageEvent).ports[0] as MessagePort;
  const tab = hub.join((message) => port.postMessage(message));
  port.addEventListener("message", ({ data }: MessageEvent<TabMessage>) => {
    if (data.type === "alive") whenReleased(data.lock, () => tab.leave());
    else tab.take(data);
  });
  port.start();
});
