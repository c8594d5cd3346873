import parsePatch from "parse-diff";

/** A line of a patch; `place` says where a piece begins. */
export interface PatchLine {
  readonly kind: "same" | "added" | "removed" | "place";
  readonly before?: number;
  readonly after?: number;
  readonly text: string;
}

export interface PatchFile {
  readonly name: string;
  readonly added: number;
  readonly removed: number;
  readonly isBinary: boolean;
  readonly lines: readonly PatchLine[];
}

/** Characters of a line that are shown. */
const longest = 2_000;

/** The files of a unified patch; none when it is no such thing. */
export function readPatch(text: string): PatchFile[] {
  return parsePatch(text)
    .filter(({ from, to, chunks }) => from !== undefined || to !== undefined || chunks.length > 0)
    .map((file) => ({
      name: nameOf(file),
      added: file.additions,
      removed: file.deletions,
      isBinary: file.chunks.length === 0 && file.additions + file.deletions === 0,
      lines: file.chunks.flatMap(linesOf),
    }));
}

function nameOf({ from = "", to = "", new: isNew, deleted }: parsePatch.File): string {
  if (isNew === true || from === "/dev/null") return `${to}, new`;
  if (deleted === true || to === "/dev/null") return `${from}, deleted`;
  return from === to || from === "" ? to : to === "" ? from : `${from} \u2192 ${to}`;
}

function linesOf({ content, changes }: parsePatch.Chunk): PatchLine[] {
  const lines = changes.map((change): PatchLine => {
    const text = cut(change.content.slice(1));
    if (change.type === "add") return { kind: "added", after: change.ln, text };
    if (change.type === "del") return { kind: "removed", before: change.ln, text };
    return { kind: "same", before: change.ln1, after: change.ln2, text };
  });
  return [{ kind: "place", text: cut(content) }, ...lines];
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}\u2026` : text;
}
