import { UsageError } from "../core-error.ts";
import { extensionOf } from "./media-source.ts";

/** A `Blob` or `File`, of which no more is needed to know it. */
export interface BlobLike {
  readonly size: number;
  readonly type: string;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** What a browser has to read a blob at once: the first in a worker, the others in a page. */
interface BlobReaders {
  readonly FileReaderSync?: new () => { readAsArrayBuffer(blob: BlobLike): ArrayBuffer };
  readonly XMLHttpRequest?: new () => {
    readonly responseText: string;
    open(method: "GET", url: string, isAsync: false): void;
    overrideMimeType(type: string): void;
    send(): void;
  };
  readonly URL: { createObjectURL?(blob: BlobLike): string; revokeObjectURL?(url: string): void };
}

export function isBlob(value: unknown): value is BlobLike {
  if (typeof value !== "object" || value === null) return false;
  const { size, type, arrayBuffer } = value as Partial<BlobLike>;
  return typeof size === "number" && typeof type === "string" && typeof arrayBuffer === "function";
}

/** The bytes of a blob, at once. Throws `UsageError` where the host can only read it later; `what` as in `a video`. */
export function blobBytes(blob: BlobLike, what: string): Uint8Array {
  try {
    const { FileReaderSync, XMLHttpRequest } = globalThis as unknown as BlobReaders;
    if (FileReaderSync !== undefined) return new Uint8Array(new FileReaderSync().readAsArrayBuffer(blob));
    if (XMLHttpRequest !== undefined) return readInPage(blob, new XMLHttpRequest());
    throw new Error("this host reads blobs only later");
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(
      `[core] Failed to make ${what}: a blob of "${blob.size}" bytes could not be read at once (${reason}). Give new Uint8Array(await blob.arrayBuffer()).`,
      { cause },
    );
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  mpeg: "mp3",
  "x-wav": "wav",
  wave: "wav",
  "vnd.wave": "wav",
  "x-m4a": "m4a",
};

/** The format that a file's name or a blob's type says, as `mp4`; undefined when they say nothing. */
export function blobFormat(blob: BlobLike): string | undefined {
  const { name } = blob as { name?: unknown };
  const extension = typeof name === "string" ? extensionOf(name) : "";
  if (extension !== "") return extension;
  const subtype = /^(?:audio|video|image)\/([\w.-]+)/.exec(blob.type)?.[1];
  return subtype && (FORMATS[subtype] ?? subtype);
}

/** A page's one way that does not wait: text in which each character is a byte. */
function readInPage(
  blob: BlobLike,
  request: InstanceType<NonNullable<BlobReaders["XMLHttpRequest"]>>,
): Uint8Array {
  const { URL: urls } = globalThis as unknown as BlobReaders;
  const url = urls.createObjectURL?.(blob) ?? "";
  try {
    request.open("GET", url, false);
    request.overrideMimeType("text/plain; charset=x-user-defined");
    request.send();
    // Bytes from 128 come as characters of a private area, with the byte at their end.
    return Uint8Array.from(request.responseText, (character) => character.charCodeAt(0) & 0xff);
  } finally {
    urls.revokeObjectURL?.(url);
  }
}
