import type { Page } from "playwright-core";
import type { Logged } from "./processes.ts";

/** The last x that a panel had drawn, and when it was seen to. */
interface Drawn {
  readonly x: number;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

/** Notes in the page, at every frame, when the panel of `key` has drawn a further x. */
export async function watchPanel(page: Page, key: string): Promise<void> {
  await page.evaluate((panel) => {
    const drawn: Drawn[] = [];
    Object.assign(window, { drawn });
    const look = (): void => {
      const shown = document
        .querySelector(`[data-panel="${CSS.escape(panel)}"]`)
        ?.getAttribute("data-last-x");
      const x = Number.parseFloat(shown ?? "");
      if (x > (drawn.at(-1)?.x ?? -1)) drawn.push({ x, time: Date.now() });
      requestAnimationFrame(look);
    };
    look();
  }, key);
}

/** What was noted so far. */
export function drawnPoints(page: Page): Promise<readonly Drawn[]> {
  return page.evaluate(() => (window as unknown as { drawn: Drawn[] }).drawn);
}

/** For each row with the metric `x` that was logged while a panel over it was watched: milliseconds from `log()` to the screen. */
export function delays(x: string, logged: readonly Logged[], drawn: readonly Drawn[]): number[] {
  const [first] = drawn;
  if (first === undefined) return [];
  return logged.flatMap(({ row, time }) => {
    const at = row[x];
    if (at === undefined || time < first.time) return [];
    return [(drawn.find((one) => one.x >= at)?.time ?? Number.POSITIVE_INFINITY) - time];
  });
}
