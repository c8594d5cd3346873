import type { WatchedTensor } from "./watched-shapes.ts";

/** What an optimizer is given: tensors by the names of variables, or a list of both; null for a variable without a gradient. */
export type GivenGradients =
  | Readonly<Record<string, WatchedTensor | null | undefined>>
  | readonly { readonly name: string; readonly tensor: WatchedTensor | null | undefined }[];

/** The gradients by the names of their variables. */
export function gradientsByName(given: GivenGradients): Map<string, WatchedTensor> {
  const pairs: readonly (readonly [string, WatchedTensor | null | undefined])[] = isList(given)
    ? given.map(({ name, tensor }) => [name, tensor])
    : Object.entries(given);
  return new Map(
    pairs.filter((pair): pair is [string, WatchedTensor] => pair[1] !== null && pair[1] !== undefined),
  );
}

/** True when one of the variables is among them. Asked at each step, so the first one usually decides. */
export function hasGradient(given: GivenGradients, isOurs: (name: string) => boolean): boolean {
  if (isList(given)) return given.some(({ name }) => isOurs(name));
  for (const name in given) if (isOurs(name)) return true;
  return false;
}

function isList(given: GivenGradients): given is Extract<GivenGradients, readonly unknown[]> {
  return Array.isArray(given);
}
