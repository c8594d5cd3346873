import { onSignal } from "./on-signal.ts";

type Listener = (exitCode: number) => void;

const listeners = new Set<Listener>();
let stopSignals: (() => void) | undefined;

/**
 * Calls `run` with the exit code when the process ends: by itself, by `process.exit`, by an error, or by a signal that
 * the program leaves to its default. Returns its stop.
 */
export function onExit(run: Listener): () => void {
  // One listener for all runs: Node warns of a leak from the eleventh on.
  if (listeners.size === 0) listen();
  listeners.add(run);
  return () => {
    if (listeners.delete(run) && listeners.size === 0) stopListening();
  };
}

function listen(): void {
  process.on("exit", endAll);
  stopSignals = onSignal(endAll);
}

function stopListening(): void {
  process.off("exit", endAll);
  stopSignals?.();
}

function endAll(exitCode: number): void {
  const ending = [...listeners];
  listeners.clear();
  stopListening();
  for (const run of ending) run(exitCode);
}
