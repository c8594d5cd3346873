/** What is called around a method. Neither may throw. */
export interface MethodHook {
  before?(given: readonly unknown[]): void;
  /** When it has returned, which for an asynchronous method is when it has begun. */
  after?(): void;
}

interface Hooked {
  readonly hooks: Set<MethodHook>;
  /** True when nothing of ours is left in the object. */
  leave(): boolean;
}

const hooked = new WeakMap<object, Map<string, Hooked>>();

/**
 * Calls `hook` around a method of one object, whose class stays as it is. Returns what takes it back, in any order with
 * other hooks; with the last one the object is as it was. Does nothing where there is no such method.
 */
export function hookMethod(target: object, name: string, hook: MethodHook): () => void {
  const methods = hooked.get(target) ?? new Map<string, Hooked>();
  const method = methods.get(name) ?? wrap(target, name);
  if (method === undefined) return () => undefined;
  hooked.set(target, methods.set(name, method));
  method.hooks.add(hook);
  return () => {
    if (!method.hooks.delete(hook) || method.hooks.size > 0) return;
    if (method.leave()) methods.delete(name);
  };
}

function wrap(target: object, name: string): Hooked | undefined {
  const own = Object.getOwnPropertyDescriptor(target, name);
  const original: unknown = Reflect.get(target, name);
  if (typeof original !== "function") return undefined;
  const hooks = new Set<MethodHook>();
  function wrapper(this: unknown, ...given: unknown[]): unknown {
    for (const hook of hooks) hook.before?.(given);
    const result: unknown = Reflect.apply(original as () => unknown, this, given);
    for (const hook of hooks) hook.after?.();
    return result;
  }
  const descriptor = { value: wrapper, configurable: true, writable: true, enumerable: false };
  if (!Reflect.defineProperty(target, name, descriptor)) return undefined;
  return {
    hooks,
    leave() {
      // Somebody has wrapped ours since: it stays, and passes on.
      if (Reflect.get(target, name) !== wrapper) return false;
      return own === undefined
        ? Reflect.deleteProperty(target, name)
        : Reflect.defineProperty(target, name, own);
    },
  };
}
