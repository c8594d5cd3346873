import { decodeUtf8 } from "@stepwell/protocol";
import type { Json } from "@stepwell/protocol";
import type { SummaryValue } from "./decode-event.ts";
import { histogramFromTensor } from "./histogram.ts";
import { mediaValue } from "./media-value.ts";
import type { MediaFile } from "./media-value.ts";
import type { Tensor } from "./tensor.ts";

/** What a summary's value becomes in a row, with its files; or why it is left out, in a word or two. */
export type CellOfSummary =
  | { readonly kind: "cell"; readonly value: Json; readonly files: readonly MediaFile[] }
  | { readonly kind: "left-out"; readonly reason: string };

const SCALARS = "scalars";
const HISTOGRAMS = "histograms";
const IMAGES = "images";
const AUDIO = "audio";
const TEXT = "text";

/** Makes a cell of a summary's value; `plugin` is the one that its tag has. */
export function cellOfSummary({ tag, data }: SummaryValue, plugin: string, step: number): CellOfSummary {
  switch (data.kind) {
    case "number":
      return cell(data.value);
    case "histogram":
      return cell(data.histogram) ?? leftOut("histogram without bins");
    case "image":
    case "audio":
      return media({ kind: data.kind, tag, step, items: [data.bytes], size: data.size });
    case "tensor":
      return cellOfTensor(data.tensor, { tag, plugin, step });
    case "none":
      return leftOut("summary without value");
  }
}

function cellOfTensor(
  tensor: Tensor,
  { tag, plugin, step }: { tag: string; plugin: string; step: number },
): CellOfSummary {
  const { numbers, strings } = tensor;
  if (plugin === HISTOGRAMS) return cell(histogramFromTensor(tensor)) ?? leftOut("histogram without bins");
  if (plugin === IMAGES) {
    // Width and height come first, as text.
    const [width = 0, height = 0] = strings.slice(0, 2).map(sizeOf);
    return media({ kind: "image", tag, step, items: strings.slice(2), size: [width, height] });
  }
  // Each sound is followed by its label.
  if (plugin === AUDIO) {
    const items = tensor.shape.length === 2 ? strings.filter((_, at) => at % 2 === 0) : strings;
    return media({ kind: "audio", tag, step, items, size: [0, 0] });
  }
  if (plugin === TEXT || (plugin === "" && strings.length > 0)) {
    const texts = strings.map((bytes) => decodeUtf8(bytes, 0, bytes.length));
    return cell(texts.length === 1 ? texts[0] : texts) as CellOfSummary;
  }
  if ((plugin === SCALARS || plugin === "") && numbers?.length === 1)
    return cell(numbers[0]) as CellOfSummary;
  return leftOut(plugin === "" ? "tensor" : `plugin "${plugin.slice(0, 40)}"`);
}

function media(encoded: Parameters<typeof mediaValue>[0]): CellOfSummary {
  const made = mediaValue(encoded);
  return made === undefined ? leftOut(`${encoded.kind} of an unknown format`) : { kind: "cell", ...made };
}

function cell(value: Json): CellOfSummary;
function cell(value: Json | undefined): CellOfSummary | undefined;
function cell(value: Json | undefined): CellOfSummary | undefined {
  return value === undefined ? undefined : { kind: "cell", value, files: [] };
}

function leftOut(reason: string): CellOfSummary {
  return { kind: "left-out", reason };
}

function sizeOf(bytes: Uint8Array): number {
  const size = Number(decodeUtf8(bytes, 0, Math.min(bytes.length, 12)));
  return Number.isInteger(size) && size > 0 ? size : 0;
}
