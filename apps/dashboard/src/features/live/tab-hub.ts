import type { Live, LiveOptions, LiveState } from "@stepwell/client";
import type { LiveEvent, LiveSubscription } from "@stepwell/protocol";
import { seriesKey } from "./series-key.ts";
import type { HubMessage, TabMessage } from "./tab-messages.ts";

/** A tab as the hub knows it. */
export interface Tab {
  take(message: TabMessage): void;
  leave(): void;
}

/** One event stream for all tabs of a browser: their wishes are united, and what comes goes to those who wished for it. */
export interface TabHub {
  /** `post` sends to the tab. The stream opens with the first tab and closes with the last. */
  join(post: (message: HubMessage) => void): Tab;
}

interface Member {
  readonly post: (message: HubMessage) => void;
  wish: LiveSubscription;
  series: ReadonlySet<string>;
  cells: ReadonlySet<string>;
  heard: number;
}

const NOTHING: LiveSubscription = { series: [], cells: [] };

/** `open` opens an event stream at the server. */
export function createTabHub(open: (options: LiveOptions) => Live): TabHub {
  const members = new Set<Member>();
  let live: Live | undefined;
  let state: LiveState = { kind: "connecting" };

  function pass(event: LiveEvent): void {
    for (const member of members) if (wants(member, event)) member.post({ type: "event", event });
  }

  function tell(next: LiveState): void {
    state = next;
    for (const { post } of members) post({ type: "state", state });
  }

  async function subscribe(): Promise<void> {
    const asked = [...members].map((member) => ({ member, id: member.heard }));
    await live?.subscribe(united([...members].map(({ wish }) => wish)));
    for (const { member, id } of asked) if (id > 0) member.post({ type: "heard", id });
  }

  function setWish(member: Member, id: number, wish: LiveSubscription): void {
    member.wish = wish;
    member.series = new Set(wish.series.map(seriesKey));
    member.cells = new Set(wish.cells.map(cellKey));
    member.heard = id;
    void subscribe();
  }

  return {
    join(post) {
      const member: Member = { post, wish: NOTHING, series: new Set(), cells: new Set(), heard: 0 };
      members.add(member);
      live ??= open({ onEvent: pass, onState: tell });
      // Whether something was missed is a matter of those who were there.
      post({ type: "state", state: state.kind === "online" ? { kind: "online", resumed: false } : state });
      const leave = (): void => {
        if (!members.delete(member)) return;
        if (members.size > 0) return void subscribe();
        live?.close();
        live = undefined;
        state = { kind: "connecting" };
      };
      return {
        take(message) {
          if (message.type === "wish") setWish(member, message.id, message.subscription);
          else if (message.type === "retry") live?.retry();
          else if (message.type === "bye") leave();
        },
        leave,
      };
    },
  };
}

function wants(member: Member, event: LiveEvent): boolean {
  if (event.type === "hello") return false;
  if (event.type === "points") return member.series.has(seriesKey(event));
  if (event.type === "cells") return member.cells.has(cellKey(event));
  const project = event.type === "run" ? event.run.project : event.project;
  return (member.wish.project ?? project) === project;
}

/** All that one of them wishes for, once. Of one project only when all are. */
function united(wishes: readonly LiveSubscription[]): LiveSubscription {
  const series = new Map(wishes.flatMap((wish) => wish.series.map((one) => [seriesKey(one), one] as const)));
  const cells = new Map(wishes.flatMap((wish) => wish.cells.map((one) => [cellKey(one), one] as const)));
  const project = wishes[0]?.project;
  const isOne = project !== undefined && wishes.every((wish) => wish.project === project);
  return { series: [...series.values()], cells: [...cells.values()], ...(isOne ? { project } : {}) };
}

function cellKey({ project, run, key }: LiveSubscription["cells"][number]): string {
  return JSON.stringify([project, run, key]);
}
