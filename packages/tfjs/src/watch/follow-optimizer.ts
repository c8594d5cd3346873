import type { GivenGradients } from "./gradients.ts";
import { hookMethod } from "./hook-method.ts";

/** Where a model may have got another optimizer, or begins to use it. */
const TURNS = ["compile", "fit", "fitDataset", "trainOnBatch"];

/**
 * Calls `listener` with what the owner's optimizer is about to apply, whichever optimizer the owner has: one that comes
 * with a later `compile` is found, one that is set by hand with the next training. Returns what ends that. The listener
 * must not throw.
 */
export function followOptimizer(
  owner: { readonly optimizer?: object | undefined },
  listener: (gradients: GivenGradients) => void,
): () => void {
  let followed: object | undefined;
  let leave: () => void = () => undefined;

  function look(): void {
    const { optimizer } = owner;
    if (optimizer === followed) return;
    leave();
    followed = optimizer;
    leave = optimizer === undefined ? () => undefined : hookMethod(optimizer, "applyGradients", hook);
  }

  const hook = {
    before: ([gradients]: readonly unknown[]): void => {
      if (typeof gradients === "object" && gradients !== null) listener(gradients as GivenGradients);
    },
  };
  const turns = TURNS.map((name) => hookMethod(owner, name, { before: look, after: look }));
  look();
  return () => {
    for (const turn of turns) turn();
    leave();
  };
}
