import type { KeyKind, KeyView } from "@stepwell/protocol";
import type { KeySummary } from "@stepwell/storage";

/** A key as the page shows it: what kind of thing most of its cells are. */
export function keyView({ key, numbers, others }: KeySummary): KeyView {
  let count = numbers;
  let most = numbers;
  let kind: KeyKind = "number";
  for (const [name, cells] of Object.entries(others)) {
    count += cells;
    if (cells > most) {
      most = cells;
      kind = kindOf(name);
    }
  }
  return { key, kind, count };
}

function kindOf(name: string): KeyKind {
  if (name === "histogram") return "histogram";
  if (name === "image-file" || name === "images/separated") return "image";
  if (name === "table" || name.endsWith("-table") || name.endsWith("table-file")) return "table";
  if (name === "text" || name === "bool" || name === "null" || name === "list") return "text";
  return "media";
}
