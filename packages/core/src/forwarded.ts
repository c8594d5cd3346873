/** An object that stands for whatever `target` returns at the time of each access. */
export function forwarded<Target extends object>(target: () => Target): Target {
  return new Proxy({} as Target, {
    // Symbols are asked for by inspectors and `await`, which must not fail for want of a run.
    get: (_, key) => (typeof key === "symbol" ? undefined : (Reflect.get(target(), key) as unknown)),
    set: (_, key, value) => Reflect.set(target(), key, value),
    has: (_, key) => Reflect.has(target(), key),
    deleteProperty: (_, key) => Reflect.deleteProperty(target(), key),
    ownKeys: () => Reflect.ownKeys(target()),
    getOwnPropertyDescriptor(_, key) {
      const found = Reflect.getOwnPropertyDescriptor(target(), key);
      return found && { ...found, configurable: true };
    },
  });
}
