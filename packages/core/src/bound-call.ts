import type { Api } from "./create-api.ts";
import type { CurrentRun } from "./current-run.ts";
import type { OpenKeys } from "./run/log-data.ts";
import type { Run } from "./run/run.ts";

type Calls = Omit<Api, "init" | "finish" | "config" | "summary" | "currentRun">;
type PromiseNames = {
  [Name in keyof Calls]: ReturnType<Calls[Name]> extends Promise<unknown> ? Name : never;
}[keyof Calls];
type Call = (...given: unknown[]) => unknown;

/** A call of the current run. Throws `NoRunError` where there is none. */
export function boundCall<Name extends Exclude<keyof Calls, PromiseNames>>(
  current: CurrentRun,
  name: Name,
): Calls[Name] {
  const call: Call = (...given) => callOf(current.of(name), name)(...given);
  return call as Calls[Name];
}

/** The same for a call that returns a promise, which is rejected. */
export function boundPromise<Name extends PromiseNames>(current: CurrentRun, name: Name): Calls[Name] {
  const call: Call = async (...given) => callOf(current.of(name), name)(...given);
  return call as Calls[Name];
}

function callOf(run: Run<OpenKeys>, name: keyof Calls): Call {
  return run[name] as Call;
}
