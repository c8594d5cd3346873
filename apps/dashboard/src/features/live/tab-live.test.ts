import { expect, test } from "vitest";
import { createTabLive } from "./tab-live.ts";
import type { HubMessage, TabMessage } from "./tab-messages.ts";

const nothing = { series: [], cells: [] };

function setUp() {
  const posted: TabMessage[] = [];
  let take: (message: HubMessage) => void = () => undefined;
  let renew: () => void = () => undefined;
  const live = createTabLive(
    {
      post: (message) => posted.push(message),
      listen(onMessage, onRenewed) {
        take = onMessage;
        renew = onRenewed;
      },
      close: () => undefined,
    },
    { onEvent: () => undefined },
  );
  return { live, posted, take: (message: HubMessage) => take(message), renew: () => renew() };
}

test("a wish is heard when a newer one is, and not before", async () => {
  const { live, take } = setUp();
  const done: string[] = [];
  const first = live.subscribe(nothing).then(() => done.push("first"));
  const second = live.subscribe(nothing).then(() => done.push("second"));
  const third = live.subscribe(nothing).then(() => done.push("third"));
  take({ type: "heard", id: 2 });
  await Promise.all([first, second]);
  expect(done).toEqual(["first", "second"]);
  take({ type: "heard", id: 3 });
  await third;
});

test("whoever newly holds the stream is told the newest wish", () => {
  const { live, posted, renew } = setUp();
  renew();
  expect(posted).toEqual([]);
  void live.subscribe(nothing);
  void live.subscribe({ ...nothing, project: "p" });
  renew();
  expect(posted.at(-1)).toEqual({ type: "wish", id: 2, subscription: { ...nothing, project: "p" } });
});

test("a tab says goodbye", () => {
  const { live, posted } = setUp();
  live.close();
  expect(posted).toEqual([{ type: "bye" }]);
});
