import type { SessionLike } from "./session-like.ts";
import type { Tracker } from "./create-tracker.ts";
import type { TrackedSession, Tracking } from "./tracked-session.ts";

export interface WrapSessionOptions {
  readonly tracker: Tracker;
  readonly tracking: Tracking;
  /** Called when the session was released, or its profile ended. Never throws. */
  readonly profileEnded: () => void;
}

/** The session with a counted `run`. All else goes to the session itself, which never learns of it. */
export function wrapSession<S extends SessionLike>(
  session: S,
  options: WrapSessionOptions,
): TrackedSession<S> {
  const { tracker, tracking, profileEnded } = options;
  const bound = new WeakMap<object, unknown>();

  const own = {
    tracking,
    run: countedRun(session, tracker),
    async release() {
      tracking.stop();
      await session.release?.();
      profileEnded();
    },
    endProfiling() {
      session.endProfiling?.();
      profileEnded();
    },
  };

  /** Members are the session's own business: accessors and methods may need it for their private fields. */
  function read(key: string | symbol): unknown {
    if (key === "run" || key === "tracking") return own[key];
    const value: unknown = Reflect.get(session, key, session);
    if (typeof value !== "function" || key === "constructor") return value;
    if (key === "release" || key === "endProfiling") return own[key];
    if (!bound.has(value)) bound.set(value, value.bind(session));
    return bound.get(value);
  }

  // The target is empty: a proxy may not give other members than those of a target that is frozen.
  return new Proxy(Object.create(Object.getPrototypeOf(session) as object | null) as TrackedSession<S>, {
    get: (_, key) => read(key),
    has: (_, key) => key === "tracking" || Reflect.has(session, key),
    set: (_, key, value) => Reflect.set(session, key, value, session),
    defineProperty: (_, key, descriptor) =>
      Reflect.defineProperty(session, key, { configurable: true, ...descriptor }),
    deleteProperty: (_, key) => Reflect.deleteProperty(session, key),
    ownKeys: () => Reflect.ownKeys(session),
    getOwnPropertyDescriptor(_, key) {
      const found = Reflect.getOwnPropertyDescriptor(session, key);
      return found && { ...found, configurable: true };
    },
  });
}

type AnyRun = (...given: unknown[]) => unknown;

function countedRun(session: SessionLike, tracker: Tracker): AnyRun {
  const run = (given: unknown[]): unknown => (session.run as AnyRun).apply(session, given);

  return (...given) => {
    if (!tracker.isOn) return run(given);
    const call = tracker.begin(given[0]);
    let answer: unknown;
    try {
      answer = run(given);
    } catch (error) {
      tracker.fail(call, error);
      throw error;
    }
    if (!isPromise(answer)) {
      tracker.end(call, answer);
      return answer;
    }
    // What is handed on is our promise, so that a failure that nobody handles is still told of.
    return answer.then(
      (outputs) => {
        tracker.end(call, outputs);
        return outputs;
      },
      (error: unknown) => {
        tracker.fail(call, error);
        throw error;
      },
    );
  };
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}
