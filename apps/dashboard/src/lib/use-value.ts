import { useSyncExternalStore } from "react";
import type { ValueStore } from "./value-store.ts";

/** The value of a store; the component renders again when it changes. */
export function useValue<T>(store: ValueStore<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** A part of a store's value; the component renders again only when that part changes. */
export function useValueOf<T, U>(store: ValueStore<T>, part: (value: T) => U): U {
  return useSyncExternalStore(store.subscribe, () => part(store.get()));
}
