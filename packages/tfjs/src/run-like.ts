/** The members of a Stepwell run that training needs; `Run` of `@stepwell/core` has them. */
export interface RunLike {
  log(data: Record<string, unknown>): void;
  defineMetric(name: string, options?: { stepMetric?: string; hidden?: boolean }): unknown;
  readonly config: {
    update(values: Record<string, unknown>, options?: { allowValChange?: boolean }): unknown;
  };
}
