/** How long a figure may be computed, in milliseconds. */
const most = 5_000;
/** How long what computes it may take to load. */
const mostToLoad = 30_000;
const tried = new WeakMap<object, Promise<void>>();

/**
 * Computes a figure in a thread of its own first: one that is computed for ever would stop the page. Rejects for one that
 * takes more than 5 seconds. A figure is tried once.
 */
export function tryVega(spec: object): Promise<void> {
  const known = tried.get(spec);
  if (known !== undefined) return known;
  const trial = compute(spec);
  tried.set(spec, trial);
  return trial;
}

function compute(spec: object): Promise<void> {
  const worker = new Worker(new URL("vega-trial-worker.ts", import.meta.url), { type: "module" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  return new Promise<void>((resolve, reject) => {
    const limit = (ms: number, reason: string): void => {
      clearTimeout(timer);
      timer = setTimeout(() => reject(new Error(reason)), ms);
    };
    limit(mostToLoad, "what computes figures did not load. Load the page again.");
    worker.addEventListener("message", ({ data }: MessageEvent<"ready" | "done">) => {
      if (data === "done") return resolve();
      limit(most, "it takes more than 5 seconds to compute. Download it to look at it.");
      worker.postMessage(spec);
    });
    worker.addEventListener("error", () => reject(new Error("it could not be computed.")));
  }).finally(() => {
    clearTimeout(timer);
    worker.terminate();
  });
}
