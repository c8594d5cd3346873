/** The delivery of a live run to a server, beside it. */
export interface Delivery {
  /** Where the run can be seen, once the server has said so. */
  readonly url: string | undefined;
  /** Delivers the rest for at most `timeoutMs`. Returns what the server has not got, as a sentence, or undefined. */
  finish(timeoutMs: number): Promise<string | undefined>;
}
