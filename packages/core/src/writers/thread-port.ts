/** One end of a channel between two threads, as a port: messages arrive in order, once, as structured copies. */
export interface ThreadPort {
  post(message: unknown): void;
  /** Calls `take` with each message, from now on. */
  onMessage(take: (message: unknown) => void): void;
  /** Hands at most `limit` messages that have arrived to `onMessage` now, without waiting for a turn of the event loop. */
  drain(limit: number): void;
  /** Calls `gone` when the other end is closed, or its thread has ended. */
  onClose(gone: () => void): void;
  /** Keeps this thread from ending for want of work, until the returned function is called. */
  hold(): () => void;
  close(): void;
}

declare global {
  /** Given its members by the door of a host that has threads: its message port, whichever types describe it there. */
  interface StepwellRunHandle {}
}

/** What another thread attaches to a run with; it has to be transferred, and serves one thread. */
export type RunHandle = StepwellRunHandle;

/** How a run is shared with other threads of its host. */
export interface ThreadChannels {
  /** A new channel: our end of it, and the other one as the value that is handed to the other thread. */
  open(): { readonly near: ThreadPort; readonly far: RunHandle };
}
