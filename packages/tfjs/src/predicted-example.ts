import type { ExampleBatch, NumberList } from "./example-batch.ts";
import { classScores, highest, outputKind } from "./interpret-outputs.ts";
import type { OutputFacts, OutputKind } from "./interpret-outputs.ts";
import type { PredictedExamples } from "./predictor.ts";

/** What a model makes of one example, in the words of its task. */
export interface PredictedExample {
  readonly kind: OutputKind;
  /** A class's name or number, a value, or values. */
  readonly prediction: string | number | NumberList;
  /** The same of what is true; undefined when nobody said. */
  readonly truth: string | number | NumberList | undefined;
  /** Of classes: of each, and none for anything else. */
  readonly scores: readonly number[];
}

/** Puts outputs and labels side by side. */
export function predictedExamples(read: PredictedExamples, facts: OutputFacts): PredictedExample[] {
  const { outputs, labels } = read;
  const kind = outputKind(outputs, facts);
  return Array.from({ length: outputs.count }, (_, index) => {
    const output = outputs.at(index);
    const scores = kind === "classes" ? classScores(output) : [];
    return {
      kind,
      scores,
      prediction: kind === "classes" ? className(highest(scores), facts) : single(output),
      truth: labels && truthOf(labels, index, { kind, facts }),
    };
  });
}

function truthOf(
  labels: NonNullable<PredictedExamples["labels"]>,
  index: number,
  { kind, facts }: { readonly kind: OutputKind; readonly facts: OutputFacts },
): PredictedExample["truth"] {
  const label = isBatch(labels) ? labels.at(index) : labels[index];
  if (label === undefined || typeof label === "string") return label;
  if (kind !== "classes") return typeof label === "number" ? label : single(label);
  if (typeof label === "number") return className(label, facts);
  return className(label.length === 1 ? (label[0] as number) : highest(label), facts);
}

function isBatch(labels: NonNullable<PredictedExamples["labels"]>): labels is ExampleBatch {
  return "at" in labels && "size" in labels;
}

function className(place: number, { classes }: OutputFacts): string | number {
  return classes === undefined ? place : (classes[place] ?? String(place));
}

function single(values: NumberList): number | NumberList {
  return values.length === 1 ? (values[0] as number) : values;
}
