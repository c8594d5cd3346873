/** A session that answers what it is told, when it is told. */
export interface FakeSession {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: Record<string, unknown>, ...rest: unknown[]): Promise<Record<string, unknown>>;
  release(): Promise<void>;
}

/** `answer` gets what `run` gets. Its results are those of a promise; what it throws rejects. */
export function fakeSession(
  answer: (feeds: Record<string, unknown>, ...rest: unknown[]) => unknown = () => ({}),
): FakeSession {
  return {
    inputNames: ["x"],
    outputNames: ["y"],
    run: async (feeds, ...rest) => (await answer(feeds, ...rest)) as Record<string, unknown>,
    release: () => Promise.resolve(),
  };
}

/** A tensor as ONNX Runtime has them, as far as they are read. */
export function tensor(
  type: string,
  data: ArrayLike<number | bigint | string>,
  dims: readonly number[] = [data.length],
): { type: string; dims: readonly number[]; data: ArrayLike<number | bigint | string>; location: string } {
  return { type, dims, data, location: "cpu" };
}
