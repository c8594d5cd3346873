/** The members of a page or worker that are used; Node has no frames. */
export interface TurnHost {
  readonly requestAnimationFrame?: unknown;
  readonly MessageChannel?: new () => { readonly port1: TurnPort; readonly port2: TurnPort };
}

interface TurnPort {
  onmessage: (() => void) | null;
  postMessage(message: unknown): void;
  close(): void;
}

/**
 * What lets a page have a turn for its events, for `tf.CustomCallback`; undefined where there are no frames. tfjs waits
 * for an animation frame, and a tab that nobody looks at gets none: its training would stand still while its curves are
 * looked at in another tab. A message comes there too, and a page is painted between messages.
 */
export function pageTurn(host: TurnHost = globalThis as object): (() => Promise<void>) | undefined {
  const { requestAnimationFrame, MessageChannel } = host;
  if (typeof requestAnimationFrame !== "function" || MessageChannel === undefined) return undefined;
  return () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
}
