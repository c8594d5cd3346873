import type { ByteReader } from "../bytes/byte-reader.ts";
import type { MetricRecord, MetricSummary } from "../record.ts";
import { SUMMARY_FLAGS } from "./member-numbers.ts";
import { readFlags } from "./read-field.ts";

type Draft = { -readonly [Name in keyof MetricRecord]: MetricRecord[Name] };

/** Reads the fields of a `MetricRecord`. */
export function decodeMetric(reader: ByteReader): MetricRecord {
  const metric: Draft = {
    type: "metric",
    name: "",
    globName: "",
    stepMetric: "",
    stepSync: false,
    hidden: false,
    defined: false,
    summary: [],
    overwrite: false,
    expandedFromGlob: false,
  };
  while (reader.next()) {
    switch (reader.field) {
      case 1:
        metric.name = reader.text();
        break;
      case 2:
        metric.globName = reader.text();
        break;
      case 4:
        metric.stepMetric = reader.text();
        break;
      case 6: {
        const options = readFlags(reader);
        metric.stepSync = options.includes(1);
        metric.hidden = options.includes(2);
        metric.defined = options.includes(3);
        break;
      }
      case 7:
        metric.summary = toSummary(readFlags(reader));
        break;
      case 8: {
        const goal = reader.integer();
        if (goal === 1) metric.goal = "minimize";
        if (goal === 2) metric.goal = "maximize";
        break;
      }
      case 9:
        metric.overwrite = readFlags(reader).includes(1);
        break;
      case 10:
        metric.expandedFromGlob = reader.boolean();
        break;
      default:
        reader.skip();
    }
  }
  return metric;
}

function toSummary(flags: readonly number[]): MetricSummary[] {
  return SUMMARY_FLAGS.filter((_, index) => flags.includes(index + 1));
}
