import lz from "lz-string";
import { isEmptyLayout, type Layout } from "./layout.ts";
import { layoutDocument, readLayout } from "./layout-document.ts";

/** Letters that an address has room for; a short text can stand for a very long one. */
const longestLink = 8_000;

/** A layout for an address; "-" for an empty one, and undefined for one that is too long for it. */
export function layoutLink(layout: Layout): string | undefined {
  if (isEmptyLayout(layout)) return "-";
  const text = lz.compressToEncodedURIComponent(JSON.stringify(layoutDocument(layout)));
  return text.length > longestLink ? undefined : text;
}

/** Reads what `layoutLink` wrote; undefined for anything else. */
export function readLayoutLink(text: string): Layout | undefined {
  if (text === "-") return readLayout({});
  if (text.length > longestLink) return undefined;
  try {
    const json: unknown = JSON.parse(lz.decompressFromEncodedURIComponent(text));
    return typeof json !== "object" || json === null ? undefined : readLayout(json);
  } catch {
    return undefined;
  }
}
