import { pageTurn } from "./page-turn.ts";
import { DONE, paramsOf } from "./plain-callback.ts";
import type { StepwellCallback } from "./plain-callback.ts";
import type { LogsLike, ParamsLike, TfLike, YieldEvery } from "./tfjs-shapes.ts";

export interface TfCallbackOptions<C extends object> {
  readonly tf: TfLike<C>;
  readonly own: StepwellCallback;
  readonly others: readonly object[];
  readonly yieldEvery: YieldEvery;
  /** For the others, where tfjs tells no callback its model. */
  readonly model: object | undefined;
}

/**
 * The callback as an instance of tfjs's own callback class, with other callbacks of either kind behind it.
 * tfjs takes a list as it is when its first element is such an instance, and passes on the model and unread tensors.
 */
export function tfCallback<C extends object>(options: TfCallbackOptions<C>): C & StepwellCallback {
  const { tf, own, others, yieldEvery, model } = options;
  let told = false;
  const wrapped = others.map((other) => (isMember(other) ? other : newMember(tf, other, yieldEvery)));
  const members: Member[] = [own, ...wrapped];
  // Among callback classes only CustomCallback ever yields; without one, a training would freeze the page.
  if (others.every(isMember)) members.push(newMember(tf, {}, yieldEvery));

  async function each(call: (member: Member) => unknown): Promise<void> {
    try {
      for (const member of members) {
        const called = call(member);
        // A wait takes a turn even for nothing, and this is in every batch.
        if (called !== DONE) await called;
      }
    } catch (error) {
      // An error of another callback ends the training, as tfjs means it.
      await own.failed(error);
      throw error;
    }
  }

  const methods: StepwellCallback = {
    setParams(params) {
      for (const member of members) member.setParams(params);
    },
    setModel(trained) {
      told = true;
      for (const member of members) member.setModel(trained);
    },
    onTrainBegin() {
      // Behind a plain object tfjs wraps us as one too, and tells us nothing.
      if (!told) methods.setParams(paramsOf(this));
      if (!told && model !== undefined) methods.setModel(model);
      return each((member) => member.onTrainBegin({}));
    },
    onTrainEnd: () => each((member) => member.onTrainEnd({})),
    onEpochBegin: (epoch, logs = {}) => each((member) => member.onEpochBegin(epoch, logs)),
    onEpochEnd: (epoch, logs = {}) => each((member) => member.onEpochEnd(epoch, logs)),
    onBatchBegin: (batch, logs = {}) =>
      wrapped.length === 0 ? DONE : each((member) => member.onBatchBegin(batch, logs)),
    onBatchEnd: (batch, logs = {}) => each((member) => member.onBatchEnd(batch, logs)),
    failed: (error) => own.failed(error),
    stats: () => own.stats(),
  };
  return Object.assign(new tf.CustomCallback({}, "never"), methods);
}

/** What tfjs calls on the elements of a list that it takes as it is. */
interface Member {
  setParams(params: ParamsLike): void;
  setModel(model: unknown): void;
  onTrainBegin(logs: LogsLike): unknown;
  onTrainEnd(logs: LogsLike): unknown;
  onEpochBegin(epoch: number, logs: LogsLike): unknown;
  onEpochEnd(epoch: number, logs: LogsLike): unknown;
  onBatchBegin(batch: number, logs: LogsLike): unknown;
  onBatchEnd(batch: number, logs: LogsLike): unknown;
}

function isMember(callback: object): callback is Member {
  return typeof Reflect.get(callback, "setModel") === "function";
}

function newMember(tf: TfLike, handlers: object, yieldEvery: YieldEvery): Member {
  // A class instance loses its methods' `this` in tfjs's wrapper, so handlers are bound first.
  const nextFrameFunc = pageTurn();
  return new tf.CustomCallback(
    { ...(nextFrameFunc && { nextFrameFunc }), ...bound(handlers) },
    yieldEvery,
  ) as Member;
}

const HANDLERS = [
  "onTrainBegin",
  "onTrainEnd",
  "onEpochBegin",
  "onEpochEnd",
  "onBatchBegin",
  "onBatchEnd",
  "onYield",
  "nowFunc",
  "nextFrameFunc",
];

function bound(handlers: object): object {
  const entries = HANDLERS.map((name) => [name, Reflect.get(handlers, name) as unknown] as const);
  return Object.fromEntries(
    entries.flatMap(([name, handler]) =>
      typeof handler === "function" ? [[name, handler.bind(handlers) as unknown]] : [],
    ),
  );
}
