/** Metric names to value types when none are declared: anything goes. */
export type OpenKeys = { [key: string]: unknown };

/** One row, or a part of it. A member that is undefined is left out. Without declared keys, any object but a list. */
export type LogData<Keys extends object> = string extends keyof Keys
  ? NamedValues
  : { readonly [Key in keyof Keys]?: Keys[Key] | undefined };

// The second member lets in values whose type is an interface, which has no index signature; lists, promises and
// functions have no names.
type NamedValues =
  | { readonly [key: string]: unknown }
  | (object & { readonly [Symbol.iterator]?: never; readonly then?: never; readonly bind?: never })
  | ReadonlyMap<string, unknown>;
