import type { Json, JsonObject } from "@stepwell/protocol";
import { UsageError } from "../core-error.ts";
import { blobBytes, blobFormat, isBlob } from "./blob-bytes.ts";
import type { BlobLike } from "./blob-bytes.ts";
import { readSamples } from "./audio-samples.ts";
import type { Samples } from "./audio-samples.ts";
import { showValue } from "../show-value.ts";
import { checkMediaOptions } from "./check-media-options.ts";
import type { OptionKind } from "./check-media-options.ts";
import { encodeWav } from "./encode-wav.ts";
import { fileJson } from "./media-json.ts";
import { MEDIA } from "./media.ts";
import type { Media, MediaForm, MediaTarget, StoredFile } from "./media.ts";
import { createMediaTarget } from "./media-target.ts";
import { bytesSource, extensionOf, isAddress, loadSource } from "./media-source.ts";
import type { MediaSource } from "./media-source.ts";
import { readArguments } from "./read-arguments.ts";

const MARKER = Symbol.for("stepwell.Audio");

/** How samples or bytes are to be heard. */
export interface AudioOptions {
  /** Samples a second; needed for samples, and told of a file in a list. */
  readonly sampleRate?: number;
  /** How many of them lie beside each other, as left and right; default 1, or the second axis of a tensor. */
  readonly channels?: number;
  /** The extension of the file that given bytes are, as `mp3`; needed for bytes. */
  readonly format?: string;
  readonly caption?: string;
}

const OPTIONS: Readonly<Record<keyof AudioOptions, OptionKind>> = {
  sampleRate: "any",
  channels: "any",
  format: "text",
  caption: "text",
};

/**
 * A path, the bytes of an audio file or in a browser its `Blob`, samples from -1 to 1 (or whole numbers that fill their
 * 16 or 32 bits), or for tables and artifacts an address.
 */
export type AudioSource = string | BlobLike | Uint8Array | Samples;

/**
 * Sound for `log`. Samples become a 16-bit WAV file at once; a path is read when the audio is logged. Throws
 * `UsageError` for samples without a rate and for bytes without a format.
 *
 * @example run.log({ voice: new Audio(samples, { sampleRate: 16_000 }) });
 */
export class Audio implements Media {
  readonly [MARKER] = true;
  readonly caption: string | undefined;
  /** As it was given. */
  readonly sampleRate: number | undefined;
  /** Seconds; undefined for a file. */
  readonly duration: number | undefined;
  readonly source: MediaSource | { readonly address: string };
  /** Without its dot. */
  readonly format: string;

  constructor(data: AudioSource, options: AudioOptions = {}) {
    const facts = readArguments("audio", () => readAudio(data, options));
    this.caption = facts.caption;
    this.sampleRate = facts.sampleRate;
    this.duration = facts.duration;
    this.source = facts.source;
    this.format = facts.format;
  }

  get [MEDIA](): MediaForm {
    return {
      name: "Audio",
      target: createMediaTarget,
      encode: (target) => {
        return fileJson("audio-file", this.#store(target), this.caption);
      },
      group: groupAudio,
      column: () => ({ wbType: "audio-file" }),
    };
  }

  #store(target: MediaTarget): StoredFile {
    const { source, format } = this;
    if ("address" in source) return target.refer({ folder: "audio", address: source.address }, "audio");
    const extension = format === "" ? "" : `.${format}`;
    return target.store({ folder: "audio", extension, bytes: loadSource(source, target, "audio") });
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is Audio {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}

// Unlike other media, any caption brings all of them, and a missing one is empty text.
function groupAudio(encoded: readonly JsonObject[], list: readonly Media[]): JsonObject {
  const facts = list as readonly Audio[];
  const captions: Json[] = facts.map(({ caption }) => caption ?? "");
  return {
    _type: "audio",
    count: encoded.length,
    audio: encoded,
    sampleRates: facts.map(({ sampleRate }) => sampleRate ?? null),
    durations: facts.map(({ duration }) => duration ?? null),
    ...(facts.some(({ caption }) => caption !== undefined) ? { captions } : {}),
  };
}

type AudioFacts = Pick<Audio, "caption" | "sampleRate" | "duration" | "source" | "format">;

function readAudio(data: AudioSource, options: AudioOptions): AudioFacts {
  checkMediaOptions("audio", options, OPTIONS);
  const { caption } = options;
  const sampleRate = options.sampleRate === undefined ? undefined : checkedRate(options.sampleRate);
  const file = { caption, sampleRate, duration: undefined };
  if (typeof data === "string") {
    const source = isAddress(data) ? { address: data } : { path: data };
    return { ...file, source, format: extensionOf(data) };
  }
  if (isBlob(data)) {
    const source = bytesSource(blobBytes(data, "audio"), "audio");
    return { ...file, source, format: checkedFormat(options.format ?? blobFormat(data)) };
  }
  if (data instanceof Uint8Array) {
    return { ...file, format: checkedFormat(options.format), source: bytesSource(data, "audio") };
  }
  const { samples, channels } = readSamples(data, options.channels);
  const rate = checkedRate(sampleRate);
  const bytes = encodeWav(samples, rate, channels);
  const duration = samples.length / channels / rate;
  return { caption, sampleRate: rate, duration, source: { bytes }, format: "wav" };
}

function checkedFormat(format: string | undefined): string {
  if (format !== undefined && /^[a-z0-9]+$/i.test(format)) return format.toLowerCase();
  throw new UsageError(
    `[core] Failed to make audio: bytes came with the format "${showValue(format)}". Give the extension of the file that they are, as { format: "mp3" }.`,
  );
}

function checkedRate(rate: number | undefined): number {
  if (rate !== undefined && Number.isInteger(rate) && rate > 0 && rate < 2 ** 31) return rate;
  throw new UsageError(
    `[core] Failed to make audio: the sample rate is "${showValue(rate)}". Give the samples a second, as { sampleRate: 44100 }.`,
  );
}
