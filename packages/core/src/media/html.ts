import { UsageError } from "../core-error.ts";
import { blobBytes, isBlob } from "./blob-bytes.ts";
import type { BlobLike } from "./blob-bytes.ts";
import { fileJson, MEDIA } from "./media.ts";
import type { Media, MediaForm, MediaTarget } from "./media.ts";

const MARKER = Symbol.for("stepwell.Html");
const HEAD =
  '<base target="_blank"><link rel="stylesheet" type="text/css" href="https://app.wandb.ai/normalize.css" />';

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
    const data = isBlob(source) ? new TextDecoder().decode(blobBytes(source, "html")) : source;
    if (typeof data !== "string") {
      throw new UsageError(
        `[core] Failed to make html: the data is a "${typeof data}". Give markup, or the path of an .html file.`,
      );
    }
    this.data = data;
    this.inject = options.inject ?? true;
    this.mayBePath = typeof source === "string" && options.dataIsNotPath !== true && data.endsWith(".html");
  }

  get [MEDIA](): MediaForm {
    return {
      name: "Html",
      encode: (target) =>
        storeHtml(this.inject ? injectHead(load(this, target)) : load(this, target), target),
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
  const bytes = new TextEncoder().encode(text);
  return fileJson("html-file", target.store({ folder: "html", extension: ".html", bytes }));
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

function load({ data, mayBePath }: Html, target: MediaTarget): string {
  return mayBePath && target.has(data) ? new TextDecoder().decode(target.read(data, "html")) : data;
}
