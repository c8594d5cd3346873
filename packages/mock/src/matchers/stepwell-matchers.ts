import type { AlertView, ArtifactVersionView } from "@stepwell/protocol";
import type { LoggedOptions } from "./to-have-logged.ts";

/** What a matcher returns: a promise for a promise, which must be awaited. */
export type Judged<Received> = Received extends PromiseLike<unknown> ? Promise<void> : void;

/** Any members, with asymmetric matchers where they help: `{ loss: expect.any(Number) }`. */
type Members = Readonly<Record<string, unknown>>;

/** What `expect` can say of a run, and of a mock server. */
export interface StepwellMatchers<Received> {
  /** The run has a row with all of `row`: at that `step`, exactly `times` times. */
  toHaveLogged(row: Members, options?: LoggedOptions): Judged<Received>;
  /** The run's summary has all of `expected`. */
  toHaveSummary(expected: Members): Judged<Received>;
  /** The run's config has all of `expected`. */
  toHaveConfig(expected: Members): Judged<Received>;
  /** The run ended well. */
  toHaveFinished(): Judged<Received>;
  /** The run ended with an error, with that exit code if one is given. */
  toHaveFailed(exitCode?: number): Judged<Received>;
  /** The run alerted with all of `expected`. */
  toHaveAlerted(expected?: { readonly [Key in keyof AlertView]?: unknown }): Judged<Received>;
  /** The run printed a line that has the text, or matches the pattern. */
  toHavePrinted(expected: string | RegExp): Judged<Received>;
  /** The run has a file of that path, or one that matches the pattern. */
  toHaveFile(expected: string | RegExp): Judged<Received>;
  /** The run logged an artifact: of that name, as `mnist` or `mnist:v0`, or with all of `expected`. */
  toHaveLoggedArtifact(
    expected: string | { readonly [Key in keyof ArtifactVersionView]?: unknown },
  ): Judged<Received>;
  /** The mock server received requests of that operation: any number, or exactly `times`. */
  toHaveReceived(operation: string, options?: { readonly times?: number }): Judged<Received>;
}
