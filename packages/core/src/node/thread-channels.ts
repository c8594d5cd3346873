import type { MessagePort } from "node:worker_threads";
import type { ThreadChannels, ThreadPort } from "../writers/thread-port.ts";
import { hostModules } from "./host-modules.ts";

declare global {
  interface StepwellRunHandle extends MessagePort {}
}

/** Channels between worker threads. The value for the other thread is a `MessagePort`. */
export const nodeThreadChannels: ThreadChannels = {
  open() {
    const { MessageChannel } = hostModules.threads();
    const { port1, port2 } = new MessageChannel();
    return { near: threadPortOf(port1), far: port2 };
  },
};

/** A `MessagePort` that never keeps its thread from ending unless it is held. */
export function threadPortOf(port: MessagePort): ThreadPort {
  const { receiveMessageOnPort } = hostModules.threads();
  let taker: ((message: unknown) => void) | undefined;
  let holders = 0;
  return {
    post: (message) => port.postMessage(message),
    onMessage(take) {
      taker = take;
      port.on("message", take);
      if (holders === 0) port.unref();
    },
    drain(limit) {
      for (let taken = 0; taken < limit; taken++) {
        const found = receiveMessageOnPort(port);
        if (found === undefined) return;
        taker?.(found.message);
      }
    },
    onClose: (gone) => void port.on("close", gone),
    hold() {
      holders += 1;
      port.ref();
      let isHeld = true;
      return () => {
        if (isHeld) holders -= 1;
        isHeld = false;
        if (holders === 0) port.unref();
      };
    },
    close: () => port.close(),
  };
}
