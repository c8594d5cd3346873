/** Milliseconds after the last movement. */
const rest = 80;

let last = Number.NEGATIVE_INFINITY;
let isWatched = false;

/** True while the window scrolls, until it rests for 80 ms. The first call begins to watch. */
export function isScrolling(): boolean {
  if (!isWatched) {
    isWatched = true;
    addEventListener("scroll", () => (last = performance.now()), { passive: true, capture: true });
  }
  return performance.now() - last < rest;
}
