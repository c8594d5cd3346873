import type { Owner } from "../schedule/owner.ts";
import type { Schedule } from "../schedule/schedule.ts";

/** A store as one life of the server sees it: each call is an effect, which may be done when nobody hears of it any more. */
export function withEffects<Store extends object>(
  store: Store,
  { name, owner, schedule }: { name: string; owner: Owner; schedule: Schedule },
): Store {
  const entries = Object.entries(store).map(([key, member]): [string, unknown] => {
    if (typeof member === "function") {
      const call = member as (...args: readonly unknown[]) => unknown;
      const what = `${name}.${key}`;
      return [key, (...args: readonly unknown[]) => schedule.effect(owner, what, () => call(...args))];
    }
    if (typeof member === "object" && member !== null)
      return [key, withEffects(member, { name: `${name}.${key}`, owner, schedule })];
    return [key, member];
  });
  return Object.fromEntries(entries) as Store;
}
