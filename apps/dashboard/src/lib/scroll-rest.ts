/** Milliseconds after its last movement until a scroll rests. */
export const scrollRestMs = 80;

let last = Number.NEGATIVE_INFINITY;
let isWatched = false;

/** True while the window scrolls, until it rests for 80 ms. The first call begins to watch. */
export function isScrolling(): boolean {
  if (!isWatched) {
    isWatched = true;
    addEventListener("scroll", () => (last = performance.now()), { passive: true });
  }
  return performance.now() - last < scrollRestMs;
}
