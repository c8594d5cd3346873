/** The options that a session was created with, as far as they are recorded. */
export interface SessionOptionsLike {
  readonly executionProviders?: readonly (string | { readonly name: string })[];
  readonly graphOptimizationLevel?: string;
  readonly executionMode?: string;
  readonly intraOpNumThreads?: number;
  readonly interOpNumThreads?: number;
  readonly enableProfiling?: boolean;
  readonly profileFilePrefix?: string;
}
