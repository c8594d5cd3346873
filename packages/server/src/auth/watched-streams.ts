/** Event streams of callers, which end when their caller may not see them any more. */
export interface WatchedStreams {
  /** The same reply, whose body ends once `isValid` is false. */
  watch(response: Response, isValid: () => Promise<boolean>): Response;
  /** Asks again for all, at most every few seconds unless `now` is set. */
  review(options?: { readonly now?: boolean }): Promise<void>;
}

interface Watched {
  readonly isValid: () => Promise<boolean>;
  end(): void;
}

const EVERY_MS = 5000;

/** Makes a register of streams. `monotonic` is the clock's. */
export function createWatchedStreams(monotonic: () => number): WatchedStreams {
  const streams = new Set<Watched>();
  let reviewedMs = monotonic();

  return {
    watch(response, isValid) {
      const reader = response.body?.getReader();
      if (reader === undefined) return response;
      let watched: Watched | undefined;
      const forget = (): void => {
        if (watched !== undefined) streams.delete(watched);
      };
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          watched = {
            isValid,
            end() {
              forget();
              controller.close();
              void reader.cancel();
            },
          };
          streams.add(watched);
        },
        async pull(controller) {
          const { done, value } = await reader.read().catch((error: unknown) => {
            forget();
            throw error;
          });
          // Ended from outside meanwhile: the controller takes no more.
          if (watched === undefined || !streams.has(watched)) return;
          if (!done) return controller.enqueue(value);
          forget();
          controller.close();
        },
        async cancel() {
          forget();
          await reader.cancel();
        },
      });
      return new Response(body, response);
    },
    async review({ now = false } = {}) {
      if (streams.size === 0 || (!now && monotonic() - reviewedMs < EVERY_MS)) return;
      reviewedMs = monotonic();
      for (const stream of streams) if (!(await stream.isValid())) stream.end();
    },
  };
}
