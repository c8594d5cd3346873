import { loadMarkdownLibrary } from "#libraries";
import type { Marked } from "marked";
import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import { injectHead, storeHtml } from "./html.ts";
import { MEDIA } from "./media.ts";
import type { Media, MediaForm } from "./media.ts";
import { createMediaTarget } from "./media-target.ts";

const MARKER = Symbol.for("stepwell.Markdown");

/**
 * Markdown for `log`, stored as an html page. Markup inside it is shown as text, and links lead nowhere but to
 * web and mail addresses. Throws `UsageError` for anything but text.
 *
 * @example run.log({ notes: new Markdown("**Better** than `baseline`.") });
 */
export class Markdown implements Media {
  readonly [MARKER] = true;
  readonly text: string;

  constructor(text: string) {
    if (typeof text !== "string") {
      throw new UsageError(`[core] Failed to make markdown: the data is "${showValue(text)}". Give text.`);
    }
    this.text = text;
  }

  get [MEDIA](): MediaForm {
    return {
      name: "Html",
      target: createMediaTarget,
      encode: (target) => storeHtml(injectHead(renderMarkdown(this.text)), target),
      group: (encoded) => ({ _type: "html", count: encoded.length, html: encoded }),
      column: () => ({ wbType: "html-file" }),
    };
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is Markdown {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}

const SAFE_ADDRESS = /^(?:https?:\/\/|mailto:|#)/i;

let marked: Marked | undefined;

function createRenderer(): Marked {
  const { Marked } = loadMarkdownLibrary();
  const renderer = new Marked({ gfm: true, async: false });
  renderer.use({
    renderer: {
      html: ({ text }) => escape(text),
      // Behind an opening tag of code the library passes text on as it is; `false` is its own rendering.
      text: (token) => ("escaped" in token && token.escaped === true ? escape(token.text) : false),
      link({ href, tokens }) {
        const label = this.parser.parseInline(tokens);
        return SAFE_ADDRESS.test(href) ? `<a href="${escape(href)}" rel="noopener">${label}</a>` : label;
      },
      image({ href, text }) {
        return SAFE_ADDRESS.test(href) ? `<img src="${escape(href)}" alt="${escape(text)}">` : escape(text);
      },
    },
  });
  return renderer;
}

function renderMarkdown(text: string): string {
  marked ??= createRenderer();
  return marked.parse(text, { async: false });
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (char) => ENTITIES[char] as string);
}
