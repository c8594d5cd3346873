import { MockError } from "../mock-error.ts";
import type { MockRun } from "../runs/read-run.ts";
import { printValue } from "./print-value.ts";

/** What vitest and jest give a matcher as `this`, as far as ours need it. */
export interface MatcherContext {
  equals(one: unknown, other: unknown): boolean;
}

/** What vitest and jest take from a matcher. */
export interface MatcherResult {
  readonly pass: boolean;
  message(): string;
}

/** Whether something holds, as "to have finished", and what is there instead. */
export interface Judgement {
  readonly pass: boolean;
  readonly what: string;
  /** What was found: for `not` what should not be there, else what came closest. */
  found(): string;
}

/** A matcher for what `mock.run()` resolves to, or for its promise, with which it is a promise itself. */
export function runMatcher<Expected extends readonly unknown[]>(
  name: string,
  judge: (context: MatcherContext, run: MockRun, ...expected: Expected) => Judgement,
) {
  return matcher(name, "a run, as mock.run() gives it", isRun, nameOf, judge);
}

/** A matcher for values of one kind. */
export function matcher<Subject, Expected extends readonly unknown[]>(
  name: string,
  wanted: string,
  isRight: (value: unknown) => value is Subject,
  said: (subject: Subject) => string,
  judge: (context: MatcherContext, subject: Subject, ...expected: Expected) => Judgement,
) {
  return function (
    this: MatcherContext,
    received: unknown,
    ...expected: Expected
  ): MatcherResult | Promise<MatcherResult> {
    const check = (subject: unknown): MatcherResult => {
      if (!isRight(subject)) {
        throw new MockError(
          `judge "${name}": it got ${printValue(subject).slice(0, 200)}. Give it ${wanted}.`,
        );
      }
      const { pass, what, found } = judge(this, subject, ...expected);
      const message = (): string =>
        `expected ${said(subject)} ${pass ? "not " : ""}${what}${found() === "" ? "" : `\n\n${found()}`}`;
      return { pass, message };
    };
    return isPromise(received) ? received.then(check) : check(received);
  };
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}

function isRun(value: unknown): value is MockRun {
  return Array.isArray((value as Partial<MockRun> | null | undefined)?.history);
}

function nameOf({ project, id }: MockRun): string {
  return `run "${id}" of "${project}"`;
}
