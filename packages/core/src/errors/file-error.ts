import { isMarked, UsageError } from "../core-error.ts";

const MARKER = Symbol.for("stepwell.FileError");

/** A file or folder that a call named or needs, and that is missing, was refused, or makes no sense. */
export class FileError extends UsageError {
  /** The file or folder. */
  readonly path: string;
  /** Why, in the words of the host, as `ENOENT`; undefined when it could be read, and makes no sense. */
  readonly code: string | undefined;

  constructor(message: string, options: { path: string; code: string | undefined; cause?: unknown }) {
    super(message, options);
    this.name = "FileError";
    this.path = options.path;
    this.code = options.code;
  }

  get [MARKER](): true {
    return true;
  }

  static override isInstance(value: unknown): value is FileError {
    return isMarked(value, MARKER);
  }
}
