/**
 * Resolves when the page has had a turn for its events. tfjs would wait for an animation frame, and a tab that nobody
 * looks at gets none: with this the training goes on while its curves are looked at in another tab.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(undefined);
  });
}
