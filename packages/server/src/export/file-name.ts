/** A `Content-Disposition` that has a browser save the file under a name made of `parts`. */
export function savedAs(parts: readonly string[], extension: string): string {
  const plain = parts.map((part) => part.replaceAll(/[^\w.-]+/g, "_").slice(0, 80)).join("-");
  const full = `${parts.map((part) => part.replaceAll(UNFIT, "_").slice(0, 80)).join("-")}.${extension}`;
  const encoded = encodeURIComponent(wellFormed(full)).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}.${extension}"; filename*=UTF-8''${encoded}`;
}

// What some file system refuses in a name.
// oxlint-disable-next-line no-control-regex
const UNFIT = /[\u0000-\u001f\u007f"*/:<>?\\|]+/g;

function wellFormed(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text));
}
