/** Whose effects are counted and end together: a process, or one life of the server. */
export interface Owner {
  readonly name: string;
  readonly isDead: boolean;
  /** Effects so far. */
  readonly effects: number;
  /** Lets it die at so many effects from now. */
  dieAfter(effects: number): void;
  /** Ends it as kill -9 does: what it waits for is never answered. */
  die(): void;
  /** Called when it dies. */
  onDeath(run: () => void): void;
  /** Counts an effect; true when it is the last one. */
  count(): boolean;
}

/** Thrown by what a dead process asks for and must have at once. */
export class OwnerDied extends Error {
  constructor(name: string) {
    super(`[simulator] "${name}" is dead.`);
    this.name = "OwnerDied";
  }
}

export function createOwner(name: string): Owner {
  const listeners: (() => void)[] = [];
  let isDead = false;
  let effects = 0;
  let lastEffect = Infinity;
  return {
    name,
    get isDead() {
      return isDead;
    },
    get effects() {
      return effects;
    },
    dieAfter(more) {
      lastEffect = effects + more;
    },
    die() {
      if (isDead) return;
      isDead = true;
      for (const run of listeners) run();
    },
    onDeath(run) {
      listeners.push(run);
    },
    count() {
      effects += 1;
      return effects >= lastEffect;
    },
  };
}
