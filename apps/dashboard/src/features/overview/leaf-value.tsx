import { printJson, type Json } from "@stepwell/protocol";
import type { ReactNode } from "react";

/** Characters from which a text is folded. */
const longText = 48;
/** Characters that an unfolded value shows. */
const longest = 20_000;

/** A value on one line; what is longer unfolds. */
export function LeafValue({ value, text }: { readonly value: Json; readonly text: string }): ReactNode {
  const isNested = typeof value === "object" && value !== null;
  const isLong = typeof value === "string" && (value.length > longText || value.includes("\n"));
  if (!isNested && !isLong) return <span title={fullText(value)}>{text}</span>;
  return (
    <details className="folded">
      <summary>{text}</summary>
      <pre>{cut(fullText(value))}</pre>
    </details>
  );
}

/** A value as it is copied: texts as they are, the rest as JSON with all digits. */
export function fullText(value: Json): string {
  if (typeof value === "string") return value;
  const text = printJson(value);
  if (typeof value !== "object" || value === null) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // Extended JSON has NaN and infinities, which only this text can show.
    return text;
  }
}

function cut(text: string): string {
  return text.length <= longest
    ? text
    : `${text.slice(0, longest)}\n\u2026 cut after ${longest} of ${text.length} characters; copy it to see all`;
}
