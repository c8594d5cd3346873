import type { Json, JsonObject } from "@stepwell/protocol";
import { UsageError } from "../core-error.ts";
import { blobBytes, blobFormat, isBlob } from "./blob-bytes.ts";
import type { BlobLike } from "./blob-bytes.ts";
import { encodeWav } from "./encode-wav.ts";
import { fileJson, MEDIA } from "./media.ts";
import type { Media, MediaForm } from "./media.ts";
import { extensionOf, loadSource, pathSource } from "./media-source.ts";
import type { MediaSource } from "./media-source.ts";

const MARKER = Symbol.for("stepwell.Audio");

/** How samples or bytes are to be heard. */
export interface AudioOptions {
  /** Samples a second; needed for samples. */
  readonly sampleRate?: number;
  /** How many of them lie beside each other, as left and right; default 1. */
  readonly channels?: number;
  /** The extension of the file that given bytes are, as `mp3`; needed for bytes. */
  readonly format?: string;
  readonly caption?: string;
}

/** A path, the bytes of an audio file or in a browser its `Blob`, or samples from -1 to 1 (from -32768 to 32767 as whole numbers). */
export type AudioSource =
  | string
  | BlobLike
  | Uint8Array
  | Float32Array
  | Float64Array
  | Int16Array
  | readonly number[];

/**
 * Sound for `log`. Samples become a 16-bit WAV file at once; a path is read when the audio is logged. Throws
 * `UsageError` for samples without a rate and for bytes without a format.
 *
 * @example run.log({ voice: new Audio(samples, { sampleRate: 16_000 }) });
 */
export class Audio implements Media {
  readonly [MARKER] = true;
  readonly caption: string | undefined;
  /** Undefined for a file. */
  readonly sampleRate: number | undefined;
  /** Seconds; undefined for a file. */
  readonly duration: number | undefined;
  readonly source: MediaSource;
  /** Without its dot. */
  readonly format: string;

  constructor(data: AudioSource, options: AudioOptions = {}) {
    this.caption = options.caption;
    if (typeof data === "string") {
      this.source = pathSource(data, "audio");
      this.format = extensionOf(data);
    } else if (isBlob(data)) {
      this.source = { bytes: blobBytes(data, "audio") };
      this.format = checkedFormat(options.format ?? blobFormat(data));
    } else if (data instanceof Uint8Array) {
      this.source = { bytes: data };
      this.format = checkedFormat(options.format);
    } else {
      const { sampleRate, channels = 1 } = options;
      const samples = checkedSamples(data, channels);
      this.sampleRate = checkedRate(sampleRate);
      this.duration = samples.length / channels / this.sampleRate;
      this.source = { bytes: encodeWav(samples, this.sampleRate, channels) };
      this.format = "wav";
    }
  }

  get [MEDIA](): MediaForm {
    return {
      name: "Audio",
      encode: (target) => {
        const bytes = loadSource(this.source, target, "audio");
        const extension = this.format === "" ? "" : `.${this.format}`;
        return fileJson("audio-file", target.store({ folder: "audio", extension, bytes }), this.caption);
      },
      group: groupAudio,
      column: () => ({ wbType: "audio-file" }),
    };
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

function checkedFormat(format: string | undefined): string {
  if (format !== undefined && /^[a-z0-9]+$/i.test(format)) return format.toLowerCase();
  throw new UsageError(
    `[core] Failed to make audio: bytes came with the format "${String(format)}". Give the extension of the file that they are, as { format: "mp3" }.`,
  );
}

function checkedRate(rate: number | undefined): number {
  if (rate !== undefined && Number.isInteger(rate) && rate > 0 && rate < 2 ** 31) return rate;
  throw new UsageError(
    `[core] Failed to make audio: the sample rate is "${String(rate)}". Give the samples a second, as { sampleRate: 44100 }.`,
  );
}

function checkedSamples(
  data: Exclude<AudioSource, string | Uint8Array>,
  channels: number,
): ArrayLike<number> {
  const isList = Array.isArray(data) && data.every((sample) => typeof sample === "number");
  const isSamples = isList || data instanceof Float32Array || data instanceof Float64Array;
  if (!isSamples && !(data instanceof Int16Array)) {
    throw new UsageError(
      `[core] Failed to make audio: the data is neither a path nor samples. Give a path, bytes with a format, or a Float32Array with a sampleRate.`,
    );
  }
  if (!Number.isInteger(channels) || channels < 1 || channels > 64 || data.length % channels !== 0) {
    throw new UsageError(
      `[core] Failed to make audio: "${data.length}" samples can't be shared by "${channels}" channels. Give { channels: 2 } for left and right in turn.`,
    );
  }
  return data instanceof Int16Array ? Float64Array.from(data, (sample) => sample / 32768) : data;
}
