type Job = () => void;

const jobs = new Set<Job>();
let planned = false;

/** Runs a job in the next animation frame. A job that is already planned runs once. */
export function inNextFrame(job: Job): void {
  jobs.add(job);
  if (planned) return;
  planned = true;
  requestAnimationFrame(() => {
    planned = false;
    const now = [...jobs];
    jobs.clear();
    for (const run of now) run();
  });
}

/** Takes a planned job back. */
export function cancelFrame(job: Job): void {
  jobs.delete(job);
}
