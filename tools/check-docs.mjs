import { join } from "node:path";
import { createTree, doorsOf, namesOf } from "./exported-declarations.mjs";
import { runAsScript } from "./run-as-script.mjs";
import { publishable } from "./workspaces.mjs";

const MOST_LINES = 5;

/**
 * Holds every name that a published package exports to the house rule for comments: one to five lines above the place
 * where it is declared, wherever that is, and an example may follow. Returns what is wrong, as sentences, a name once.
 */
export function checkDocs(root) {
  const tree = createTree(root);
  const problems = publishable(root).flatMap(({ folder, manifest }) =>
    doorsOf(manifest).flatMap(({ source }) => {
      const path = join(folder, source);
      return namesOf(tree.parse(path)).flatMap((name) => judge(tree.declarationOf(path, name), path, name));
    }),
  );
  return [...new Set(problems)].sort((one, other) => one.localeCompare(other));
}

/** Lines of text in a comment, up to its first example. */
export function textLines(comment) {
  const lines = comment.split("\n").map((line) => line.replace(/^\s*\*+ ?/, "").trim());
  const example = lines.findIndex((line) => line.startsWith("@example"));
  return lines.slice(0, example === -1 ? undefined : example).filter((line) => line !== "").length;
}

function judge(found, door, name) {
  if (found === undefined) return [`${door} exports "${name}", which no file of the tree declares.`];
  const { place, comment } = found;
  if (comment === undefined) return [`${place} exports "${found.name}" without a comment.`];
  const lines = textLines(comment);
  if (lines === 0) return [`${place} exports "${found.name}" with a comment that says nothing.`];
  if (lines <= MOST_LINES) return [];
  return [
    `${place} exports "${found.name}" with a comment of ${lines} lines. Say it in ${MOST_LINES} or fewer.`,
  ];
}

runAsScript(import.meta, (root) => checkDocs(root));
