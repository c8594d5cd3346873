/** Runs tasks of one key one after the other; those of other keys at the same time. */
export type InTurn = <T>(key: string, task: () => Promise<T>) => Promise<T>;

export function createTurns(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return async (key, task) => {
    const before = last.get(key) ?? Promise.resolve();
    const own = before.then(task, task);
    last.set(key, own);
    return own;
  };
}
