/**
 * Holds a lock of a name of its own for as long as this tab lives, and calls `onHeld` with the name when it does. Nothing
 * happens where the page was not loaded safely and so has no locks: then a tab that crashes is not noticed.
 */
export function holdTabLock(onHeld: (lock: string) => void): () => void {
  if (!hasLocks()) return () => undefined;
  const lock = `stepwell-tab-${randomName()}`;
  return holdLock(lock, () => onHeld(lock));
}

/** False on pages that came over plain HTTP from another machine. */
export function hasLocks(): boolean {
  return "locks" in navigator;
}

/** A name that no other tab has. */
export function randomName(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("");
}

/** Waits for a lock, holds it until the returned function is called or the tab ends, and says when it has it. */
export function holdLock(lock: string, onHeld: () => void): () => void {
  const ending = new AbortController();
  const held = (): Promise<void> =>
    new Promise((resolve) => {
      ending.signal.addEventListener("abort", () => resolve());
      onHeld();
    });
  navigator.locks.request(lock, { signal: ending.signal }, held).catch(() => undefined);
  return () => ending.abort();
}

/** Calls back when whoever holds the lock is gone. */
export function whenReleased(lock: string, onReleased: () => void): void {
  void navigator.locks.request(lock, () => onReleased());
}
