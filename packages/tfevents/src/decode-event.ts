import { ByteReader, NotProtobuf } from "@stepwell/protocol";
import type { JsonObject } from "@stepwell/protocol";
import { histogramFromProto } from "./histogram.ts";
import { decodeTensor } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

/** One event of TensorBoard's. */
export interface TensorBoardEvent {
  /** Seconds since the epoch. */
  readonly wallTime: number;
  readonly step: number;
  readonly values: readonly SummaryValue[];
  /** What it holds that is no summary: `graph`, `log` and the like. Absent for what every file has. */
  readonly other?: string;
}

/** One value of a summary, as it was written. */
export interface SummaryValue {
  readonly tag: string;
  /** Empty where it is not said; writers may say it only once for each tag. */
  readonly plugin: string;
  /** What the plugin keeps beside its first value. */
  readonly pluginContent: Uint8Array;
  readonly data:
    | { readonly kind: "number"; readonly value: number }
    | { readonly kind: "tensor"; readonly tensor: Tensor }
    | {
        readonly kind: "image" | "audio";
        readonly bytes: Uint8Array;
        readonly size: readonly [number, number];
      }
    | { readonly kind: "histogram"; readonly histogram: JsonObject | undefined }
    | { readonly kind: "none" };
}

const OTHERS: Readonly<Record<number, string>> = { 4: "graph", 6: "log", 8: "graph", 9: "graph" };
const NOTHING: Uint8Array = new Uint8Array();

/** Reads an `Event`; undefined for bytes that are none. */
export function decodeEvent(bytes: Uint8Array): TensorBoardEvent | undefined {
  try {
    return event(new ByteReader(bytes));
  } catch (error) {
    if (error instanceof NotProtobuf) return undefined;
    throw error;
  }
}

function event(reader: ByteReader): TensorBoardEvent {
  let wallTime = NaN;
  let step = 0;
  let other: string | undefined;
  const values: SummaryValue[] = [];
  while (reader.next()) {
    if (reader.field === 1) wallTime = reader.double();
    else if (reader.field === 2) step = reader.integer();
    else if (reader.field === 5) summary(reader.message(), values);
    else {
      other ??= OTHERS[reader.field];
      reader.skip();
    }
  }
  return { wallTime, step, values, ...(other === undefined ? {} : { other }) };
}

function summary(reader: ByteReader, values: SummaryValue[]): void {
  while (reader.next()) {
    if (reader.field === 1) values.push(summaryValue(reader.message()));
    else reader.skip();
  }
}

function summaryValue(reader: ByteReader): SummaryValue {
  let tag = "";
  let metadata: { plugin: string; pluginContent: Uint8Array } = { plugin: "", pluginContent: NOTHING };
  let data: SummaryValue["data"] = { kind: "none" };
  while (reader.next()) {
    switch (reader.field) {
      case 1:
        tag = reader.text();
        break;
      case 2:
        data = { kind: "number", value: reader.float() };
        break;
      case 4:
        data = encodedMedia("image", reader.message());
        break;
      case 5:
        data = { kind: "histogram", histogram: histogramFromProto(reader.message()) };
        break;
      case 6:
        data = encodedMedia("audio", reader.message());
        break;
      case 8:
        data = { kind: "tensor", tensor: decodeTensor(reader.message()) };
        break;
      case 9:
        metadata = summaryMetadata(reader.message());
        break;
      default:
        reader.skip();
    }
  }
  return { tag, ...metadata, data };
}

function summaryMetadata(reader: ByteReader): { plugin: string; pluginContent: Uint8Array } {
  let plugin = "";
  let pluginContent: Uint8Array = NOTHING;
  while (reader.next()) {
    if (reader.field !== 1) {
      reader.skip();
      continue;
    }
    const data = reader.message();
    while (data.next()) {
      if (data.field === 1) plugin = data.text();
      else if (data.field === 2) pluginContent = data.view();
      else data.skip();
    }
  }
  return { plugin, pluginContent };
}

/** An `Image` has height and width first, an `Audio` a sample rate; both have their file in the fourth field. */
function encodedMedia(kind: "image" | "audio", reader: ByteReader): SummaryValue["data"] {
  let bytes: Uint8Array = NOTHING;
  let height = 0;
  let width = 0;
  while (reader.next()) {
    if (reader.field === 4) bytes = reader.view();
    else if (kind === "image" && reader.field === 1) height = reader.integer();
    else if (kind === "image" && reader.field === 2) width = reader.integer();
    else reader.skip();
  }
  return { kind, bytes, size: [width, height] };
}
