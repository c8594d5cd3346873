import type { DeliveryNews } from "../sync/delivery-engine.ts";

/** To the thread that delivers: begin, deliver the rest of a run that is over, or stop. */
export type ToSyncThread = { readonly ask: "start" | "finish" | "giveUp" };

/** From it: that it is there and which `fetch` it has, news of the delivery, or that it has come to its end. */
export type FromSyncThread =
  | { readonly fetchText: string }
  | { readonly news: DeliveryNews }
  | { readonly isOver: true };
