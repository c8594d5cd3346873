import type { RunView } from "@stepwell/protocol";

/** A run for tests; give only what the test is about. */
export function runView(given: Partial<RunView> = {}): RunView {
  return {
    id: "r1",
    project: "p",
    name: given.id ?? "r1",
    status: "finished",
    color: 0,
    startedAt: 0,
    updatedAt: 0,
    runtime: 0,
    step: null,
    rows: 0,
    group: "",
    jobType: "",
    tags: [],
    notes: "",
    archived: false,
    host: "",
    config: {},
    summary: {},
    dropped: {},
    damage: [],
    ...given,
  };
}
