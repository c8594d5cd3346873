import { join } from "node:path";
import { createTree, doorsOf, namesOf } from "./exported-declarations.mjs";
import { memberSignature } from "./member-signature.mjs";
import { publishable } from "./workspaces.mjs";

/** Longer values are told by the names of their members. */
const MOST_CHARACTERS = 400;

/**
 * What the published packages export, for the pages of the reference: of each package its doors, and of each door the
 * names with kind, comment, example, and the declaration without what is inside of functions.
 */
export function readReference(root) {
  const tree = createTree(root);
  return publishable(root)
    .map(({ folder, manifest }) => ({
      name: manifest.name,
      folder,
      description: manifest.description,
      doors: doorsIn(tree, folder, manifest),
    }))
    .filter(({ doors }) => doors.length > 0);
}

/** The default condition of a door speaks before those of one host, and a name stands at its first door only. */
function doorsIn(tree, folder, manifest) {
  const byDoor = new Map();
  for (const { door, source } of doorsOf(manifest).reverse()) {
    const path = join(folder, source);
    const names = byDoor.get(door) ?? new Map();
    for (const name of namesOf(tree.parse(path))) {
      const found = tree.declarationOf(path, name);
      if (found !== undefined && !names.has(name)) names.set(name, describe(tree, name, found));
    }
    byDoor.set(door, names);
  }
  const seen = new Set();
  return [...byDoor].reverse().flatMap(([door, names]) => {
    const fresh = [...names.values()].filter(({ name, place }) => !seen.has(`${name} ${place}`));
    for (const { name, place } of fresh) seen.add(`${name} ${place}`);
    const sorted = fresh.sort((one, other) => one.name.localeCompare(other.name, "en"));
    return sorted.length === 0 ? [] : [{ specifier: manifest.name + door.slice(1), names: sorted }];
  });
}

function describe(tree, name, { place, comment, statement, text }) {
  const declaration = statement.declaration ?? statement;
  const signature = memberSignature(tree, place.replace(/:\d+$/, ""), declaration, text);
  return {
    name,
    place,
    kind: signature === undefined ? kindOf(declaration) : "function",
    ...saidBy(comment ?? ""),
    code: signature === undefined ? shorten(declaration, text) : `function ${signature};`,
  };
}

function kindOf({ type, declarations }) {
  if (type === "VariableDeclaration") {
    return declarations[0].init?.type === "ArrowFunctionExpression" ? "function" : "value";
  }
  if (type === "ClassDeclaration") return "class";
  return type.endsWith("FunctionDeclaration") || type === "TSDeclareFunction" ? "function" : "type";
}

/** What a comment says, and its example. */
function saidBy(comment) {
  const lines = comment.split("\n").map((line) => line.replace(/^\s*\*+ ?/, "").trimEnd());
  const at = lines.findIndex((line) => line.startsWith("@example"));
  const said = lines.slice(0, at === -1 ? undefined : at);
  const example = at === -1 ? [] : [lines[at].slice("@example".length).trim(), ...lines.slice(at + 1)];
  return { said: said.join("\n").trim(), example: example.join("\n").trim() };
}

/** The declaration with `;` in place of the bodies of its functions, and without what is private. */
function shorten(declaration, text) {
  const cuts = [];
  if (declaration.type === "ClassDeclaration") {
    for (const member of declaration.body.body) {
      if (member.computed || member.key?.type === "PrivateIdentifier")
        cuts.push([member.start, member.end, ""]);
      else if (member.value?.body) cuts.push([member.value.body.start, member.value.body.end, ";"]);
    }
  } else if (declaration.type === "VariableDeclaration") {
    const [{ id, init }] = declaration.declarations;
    if (init?.type === "ArrowFunctionExpression") cuts.push([init.body.start, init.body.end, "…"]);
    else if (id.typeAnnotation) cuts.push([id.typeAnnotation.end, init?.end ?? id.end, ""]);
    else if (init?.end - init?.start > MOST_CHARACTERS) cuts.push([init.start, init.end, membersOf(init)]);
  } else if (declaration.body?.type === "BlockStatement") {
    cuts.push([declaration.body.start, declaration.body.end, ";"]);
  }
  let code = "";
  let from = declaration.start;
  for (const [start, end, instead] of cuts) {
    code += text.slice(from, start) + instead;
    from = end;
  }
  return (code + text.slice(from, declaration.end))
    .replace(/ +;/g, ";")
    .replace(/\n(\s*\n)+/g, "\n")
    .replace(/;;+$/, ";");
}

function membersOf({ expression, properties = expression?.properties }) {
  const names = properties?.flatMap((one) => one.key?.name ?? []) ?? [];
  return names.length === 0 ? "…" : `{ ${names.join(", ")} }`;
}
