/** What a user can put right: its message is the whole sentence to print. Anything else that is thrown is our fault. */
export class Problem extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "Problem";
  }
}
