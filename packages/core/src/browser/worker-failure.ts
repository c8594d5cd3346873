const VITE =
  'optimizeDeps: { exclude: ["@stepwell/core"], include: ["@stepwell/core > jpeg-js", "@stepwell/core > gifenc"] }';

/** Why a page has no worker, and what to do about it, as sentences that go on after "Failed to start the run: ". */
export function workerFailure(workerUrl: string | URL | undefined, why = "it could not be loaded"): string {
  if (workerUrl !== undefined) {
    return `the worker at "${String(workerUrl)}" did not start (${why}). Serve "@stepwell/core/run-worker", bundled into one file, under that address.`;
  }
  // Vite moves what it bundles beforehand away from the worker's file.
  return `the worker beside this module did not start (${why}). In Vite's development server set ${VITE}; elsewhere serve "@stepwell/core/run-worker" and give its address with init({ workerUrl }).`;
}
