/** Time in which a page that has just come asks for what it shows. */
const SETTLING_MS = 1_000;

/** Runs something that nobody waits for: once the page has loaded, a second later, when the browser has nothing else to do. */
export function whenIdle(run: () => void): void {
  const later = (): void => {
    setTimeout(() => {
      if (typeof requestIdleCallback === "function") requestIdleCallback(() => run());
      else run();
    }, SETTLING_MS);
  };
  if (document.readyState === "complete") later();
  else addEventListener("load", later, { once: true });
}
