/** A place in a row of tasks. */
export interface Turn {
  /** Resolves when those before have passed. */
  come(): Promise<void>;
  /** Lets the next one come; a task that ends passes anyway. */
  pass(): void;
}

/** Runs tasks side by side that do one thing of each in their order. */
export async function inTurns<Item>(
  items: readonly Item[],
  task: (item: Item, turn: Turn) => Promise<void>,
): Promise<void> {
  let before: Promise<void> = Promise.resolve();
  await Promise.all(
    items.map(async (item) => {
      const coming = before;
      let pass: () => void = () => undefined;
      const passed = new Promise<void>((resolve) => {
        pass = resolve;
      });
      before = coming.then(() => passed);
      try {
        await task(item, { come: () => coming, pass });
      } finally {
        pass();
      }
    }),
  );
}
