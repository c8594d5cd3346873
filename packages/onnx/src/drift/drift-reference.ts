/** The distributions that later windows are held against. Plain JSON. */
export interface DriftReference {
  readonly version: 1;
  /** By `input/<name>` or `output/<name>`. */
  readonly tensors: Readonly<Record<string, ReferenceValues>>;
  /** How often each class came, by label. */
  readonly classes?: Readonly<Record<string, number>>;
}

/** One distribution of numbers. */
export interface ReferenceValues {
  /** Rising; at most 257, at equal distances of rank. */
  readonly quantiles: readonly number[];
  /** How many values it was taken from. */
  readonly count: number;
}
