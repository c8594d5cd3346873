import type { MockRunName, MockServer } from "@stepwell/mock";

/** What a mock server was for, when it ends. */
export interface Summary {
  readonly requests: number;
  readonly faults: readonly { readonly fault: string; readonly seen: number; readonly met: number }[];
  readonly runs: readonly MockRunName[];
  /** What a replay was asked for that is not in its recording, as sentences. */
  readonly unrecorded: readonly string[];
}

/** Sums up what came to a mock server. */
export async function summarize(mock: MockServer): Promise<Summary> {
  return {
    requests: mock.requests.length + mock.droppedRequests,
    faults: mock.faults.map(({ text, seen, met }) => ({ fault: text, seen, met })),
    runs: await mock.runs(),
    unrecorded: mock.unrecorded,
  };
}
