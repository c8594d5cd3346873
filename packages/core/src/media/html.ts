import { FileSystemError } from "@stepwell/effects";
import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import { blobBytes, isBlob } from "./blob-bytes.ts";
import type { BlobLike } from "./blob-bytes.ts";
import { checkMediaOptions } from "./check-media-options.ts";
import { readArguments } from "./read-arguments.ts";
import { fileJson } from "./media-json.ts";
import { MEDIA } from "./media.ts";
import type { Media, MediaForm, MediaTarget } from "./media.ts";
import { createMediaTarget } from "./media-target.ts";

const MARKER = Symbol.for("stepwell.Html");
const HEAD =
  '<base target="_blank"><link rel="stylesheet" type="text/css" href="https://app.wandb.ai/normalize.css" />';

/** How markup is taken and shown. */ /** Longer text is no path. */
const MAX_PATH = 4096;
/** A mark of byte order stays, as in Python. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** How markup is taken and shown. */
export interface HtmlOptions {
  /** Default true: links open in a new tab, and a style sheet evens out browsers. */
  readonly inject?: boolean;
  /** Takes a text that ends in `.html` as markup even where a file has that name. Default false. */
  readonly dataIsNotPath?: boolean;
}

/**
 * A page for `log`: markup, the path of a file that ends in `.html`, or in a browser a `Blob`. Throws `UsageError` for anything but text.
 *
 * @example run.log({ report: new Html("<h1>Done</h1>") });
 */
export class Html implements Media {
  readonly [MARKER] = true;
  readonly data: string;
  readonly inject: boolean;
  readonly mayBePath: boolean;

  constructor(source: string | BlobLike, options: HtmlOptions = {}) {
    const facts = readArguments("html", () => readHtml(source, options));
    this.data = facts.data;
    this.inject = facts.inject;
    this.mayBePath = facts.mayBePath;
  }

  get [MEDIA](): MediaForm {
    return {
      name: "Html",
      target: createMediaTarget,
      encode: (target) => encodeHtml(this, target),
      group: (encoded) => ({ _type: "html", count: encoded.length, html: encoded }),
      column: () => ({ wbType: "html-file" }),
    };
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is Html {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}

/** Writes a page. */
export function storeHtml(text: string, target: MediaTarget): ReturnType<MediaForm["encode"]> {
  return storeBytes(new TextEncoder().encode(text), target);
}

/** Markup with W&B's additions: in its head, in a head of its own after `<html>`, or in front. */
export function injectHead(text: string): string {
  const placed = [
    ["<head>", `<head>${HEAD}`],
    ["<html>", `<html><head>${HEAD}</head>`],
  ].find(([tag]) => text.includes(tag as string));
  // A replacement text would give `$` a meaning.
  const injected =
    placed === undefined ? HEAD + text : text.replace(placed[0] as string, () => placed[1] as string);
  return injected.trim();
}

function readHtml(
  source: string | BlobLike,
  options: HtmlOptions,
): Pick<Html, "data" | "inject" | "mayBePath"> {
  checkMediaOptions("html", options, { inject: "flag", dataIsNotPath: "flag" });
  const { inject = true, dataIsNotPath = false } = options;
  const data = isBlob(source) ? decoder.decode(blobBytes(source, "html")) : source;
  if (typeof data !== "string") {
    throw new UsageError(
      `[core] Failed to make html: the data is "${showValue(data)}". Give markup, or the path of an .html file.`,
    );
  }
  const isShort = data.length <= MAX_PATH && !data.includes("\0");
  const mayBePath = typeof source === "string" && !dataIsNotPath && isShort && data.endsWith(".html");
  return { data, inject, mayBePath };
}

function encodeHtml({ data, inject, mayBePath }: Html, target: MediaTarget): ReturnType<MediaForm["encode"]> {
  if (!mayBePath || !isFile(data, target)) return storeHtml(inject ? injectHead(data) : data, target);
  const bytes = target.read(data, "html");
  if (!inject) return storeBytes(bytes, target);
  // The ends of lines become those of Python, which reads text so.
  return storeHtml(injectHead(decoder.decode(bytes).replaceAll(/\r\n?/g, "\n")), target);
}

/** Markup may be no possible path, as when it has a part of 300 characters. */
function isFile(text: string, target: MediaTarget): boolean {
  try {
    return target.has(text);
  } catch (error) {
    if (!FileSystemError.isInstance(error)) throw error;
    return false;
  }
}

function storeBytes(bytes: Uint8Array, target: MediaTarget): ReturnType<MediaForm["encode"]> {
  return fileJson("html-file", target.store({ folder: "html", extension: ".html", bytes }));
}
