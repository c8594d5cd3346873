import type { Storage, World } from "./world.ts";

/** Looks at what is stored while the server already answers; what is damaged is printed, and shown with its problems. */
export function lookAtDamage(
  storage: Storage,
  world: World,
): { problems(): readonly string[]; stop(): void } {
  const problems: string[] = [];
  let isStopped = false;

  async function look(): Promise<void> {
    const found = await storage.damage?.();
    if (found === undefined || isStopped) return;
    const sentence = `[stepwell] A part of what is stored can't be read; all else is served, and nothing was removed. ${found} Bring it back with "stepwell restore", or move the data folder away to have the run folders read again.`;
    problems.push(sentence);
    world.printError(sentence);
  }
  look().catch((error: unknown) => {
    // The look itself ends with the storage.
    if (!isStopped) world.printError(`[stepwell] Failed to look at what is stored: ${String(error)}`);
  });

  return {
    problems: () => problems,
    stop() {
      isStopped = true;
    },
  };
}
