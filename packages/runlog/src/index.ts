export type { Row } from "./row.ts";
export type { ConsoleLine, RunFold } from "./run-fold.ts";
export type { LogCall, LogOutcome, MetricDefinition, Moment, RunLog, StepPolicy } from "./run-log.ts";
export type { RunState } from "./run-state.ts";
