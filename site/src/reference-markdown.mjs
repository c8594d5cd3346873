import { freshAnchor } from "./fresh-anchor.mjs";

/** The page of one package's exports, as Markdown: a door after the other, each name with its comment and declaration. */
export function referenceMarkdown({ name, description, doors }) {
  const taken = new Set();
  freshAnchor(name, taken);
  const parts = doors.map((door) => doorMarkdown(door, { isOneOfMany: doors.length > 1, taken }));
  return [`# ${name}`, description, ...parts].join("\n\n");
}

const kinds = [
  ["function", "Functions"],
  ["value", "Values"],
  ["class", "Classes"],
  ["type", "Types"],
];

function doorMarkdown({ specifier, names }, { isOneOfMany, taken }) {
  const parts = kinds.flatMap(([kind, title]) => {
    const ofKind = names.filter((one) => one.kind === kind);
    if (ofKind.length === 0) return [];
    const heading = isOneOfMany ? `${title} of \`${specifier}\`` : title;
    freshAnchor(heading.replaceAll("`", ""), taken);
    const list = ofKind.map(({ name: one }) => `[\`${one}\`](#${freshAnchor(one, taken)})`).join(" ");
    return [`## ${heading}`, ...(ofKind.length > 3 ? [list] : []), ...ofKind.map(nameMarkdown)];
  });
  return [`Imported from \`${specifier}\`.`, ...parts].join("\n\n");
}

function nameMarkdown({ name, said, example, code }) {
  const shown = example === "" ? [] : [fence(example)];
  return [`### ${name}`, escapeTags(said), ...shown, fence(code)].join("\n\n");
}

function fence(code) {
  return `\`\`\`ts\n${code}\n\`\`\``;
}

/** `{@link name}` is how editors write a name. */
function escapeTags(said) {
  return said.replace(/\{@link ([^}\s]+)\s*\}/g, "`$1`").replace(/^@(\w+) /gm, "$1: ");
}
