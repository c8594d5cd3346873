/** Runs what is only observed beside the user's program, and so must never fail in it. False when it failed. */
export function quietly(run: () => void): boolean {
  try {
    run();
    return true;
  } catch {
    // What is missing shows itself as a gap in the run; a host that can't be read is no error of its program.
    return false;
  }
}
