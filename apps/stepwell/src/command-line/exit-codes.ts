/** What every command ends with, in order. */
export const EXIT_CODES: readonly (readonly [code: number, meaning: string])[] = [
  [0, "it did what it was asked"],
  [1, "it tried and failed, or not all went well; doctor: it found a problem"],
  [2, "the command line makes no sense, and nothing was done"],
  [130, "it was interrupted by Ctrl-C before its end (143 by SIGTERM)"],
];
