import { tooltip } from "./hover.ts";

/** What the tooltip says, as lines of tab separated numbers in full precision; undefined without a cursor. */
export function cursorText(): string | undefined {
  const content = tooltip.get();
  if (content === undefined) return undefined;
  const rows = content.rows.map(({ label, value, raw }) =>
    [label, String(value), ...(raw === undefined ? [] : [String(raw)])].join("\t"),
  );
  return [`${content.xName}\t${content.x}`, ...rows].join("\n");
}
