const MARKER = Symbol.for("stepwell.InvalidDefinition");

/** A metric definition that is refused: an empty name, a misplaced `*`, an unknown summary. Nothing was defined. */
export class InvalidDefinition extends Error {
  readonly [MARKER] = true;

  constructor(message: string) {
    super(message);
    this.name = "InvalidDefinition";
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is InvalidDefinition {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}
