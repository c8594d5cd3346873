/** Where the class of an answer is found. */
export interface ClassOptions {
  /** Default: the first output. */
  readonly output?: string;
  /** By index; an index without a label is its own. At most 512. */
  readonly labels?: readonly string[];
  /** For outputs of one score a row: the second class begins here. Default 0.5. */
  readonly threshold?: number;
}
