/** What a command that a signal ended gives. */
export const EXIT_CODE_OF = { SIGINT: 130, SIGTERM: 143 } as const;

type ExitCode = 1 | 2 | (typeof EXIT_CODE_OF)[keyof typeof EXIT_CODE_OF];

/** What a user can put right: its message is the whole sentence to print. Anything else that is thrown is our fault. */
export class Problem extends Error {
  /** 2 where the command line can't be meant and nothing was done, 130 or 143 after a signal; else 1. */
  readonly exitCode: ExitCode;

  constructor(message: string, options: { cause?: unknown; exitCode?: ExitCode } = {}) {
    super(message, "cause" in options ? { cause: options.cause } : {});
    this.name = "Problem";
    this.exitCode = options.exitCode ?? 1;
  }
}

/** A problem of the words that were typed; `reason` and `remedy` are a sentence each, the reason without its end. */
export function misuse(reason: string, remedy: string): Problem {
  return new Problem(`[stepwell] Failed to read the command: ${reason}. ${remedy}`, { exitCode: 2 });
}
