import { isMarked, UsageError } from "../core-error.ts";

const MARKER = Symbol.for("stepwell.ArtifactError");

/**
 * `missing`: the server has no such version. `wrong-type`: it is of another type than was asked for. `sealed`: it is
 * logged, and changes no more. `not-logged`: no server has it yet.
 */
export type ArtifactProblem = "missing" | "wrong-type" | "sealed" | "not-logged";

/** An artifact that is not what a call needs. */
export class ArtifactError extends UsageError {
  /** Its name as the call gave it. */
  readonly artifact: string;
  /** What is wrong with it. */
  readonly reason: ArtifactProblem;

  constructor(message: string, options: { artifact: string; reason: ArtifactProblem; cause?: unknown }) {
    super(message, options);
    this.name = "ArtifactError";
    this.artifact = options.artifact;
    this.reason = options.reason;
  }

  get [MARKER](): true {
    return true;
  }

  static override isInstance(value: unknown): value is ArtifactError {
    return isMarked(value, MARKER);
  }
}
