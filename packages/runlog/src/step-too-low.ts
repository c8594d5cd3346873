const MARKER = Symbol.for("stepwell.StepTooLow");

/** A call at a step that is already past, under the policy `strict`. The call had no effect. */
export class StepTooLow extends Error {
  readonly [MARKER] = true;
  /** The step that was given. */
  readonly given: number;
  /** The lowest step that would have been taken. */
  readonly lowest: number;

  constructor(given: number, lowest: number) {
    super(stepTooLowMessage(given, lowest));
    this.name = "StepTooLow";
    this.given = given;
    this.lowest = lowest;
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is StepTooLow {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}

/** The sentence that tells of a call at a step that is already past. */
export function stepTooLowMessage(given: number, lowest: number): string {
  return (
    `[runlog] Failed to log at step ${given}: the run is already at step ${lowest}, so the whole call is dropped. ` +
    'Log steps in rising order, use a step metric (defineMetric), or set steps to "any".'
  );
}
