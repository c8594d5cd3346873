import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseSync } from "oxc-parser";
import { workspaces } from "./workspaces.mjs";

/** The parsed files of a tree; paths are relative to its root. */
export function createTree(root) {
  const packages = new Map(workspaces(root).map((one) => [one.manifest.name, one]));
  const parsed = new Map();

  function parse(path) {
    if (!parsed.has(path)) {
      const text = readFileSync(join(root, path), "utf8");
      const { program, module, comments } = parseSync(path, text);
      parsed.set(path, { text, program, module, comments });
    }
    return parsed.get(path);
  }

  /** Where an exported name is declared, through any number of files that pass it on: the comment, and `file:line`. */
  function declarationOf(path, name) {
    const { module } = parse(path);
    const entry = module.staticExports
      .flatMap((one) => one.entries)
      .find((one) => one.exportName.name === name);
    if (entry === undefined) return undefined;
    if (entry.moduleRequest) return through(path, entry.moduleRequest.value, entry.importName.name);
    return named(path, entry.localName.name ?? name);
  }

  /** The declaration of a name as it is known inside of a file: its own, or one that it imports. */
  function named(path, local) {
    const { module } = parse(path);
    const imported = module.staticImports
      .flatMap((one) => one.entries.map((inner) => ({ from: one.moduleRequest.value, ...inner })))
      .find((one) => one.localName.value === local);
    return imported === undefined
      ? declaredIn(path, local)
      : through(path, imported.from, imported.importName.name);
  }

  function through(path, specifier, name) {
    if (specifier.startsWith(".")) return declarationOf(join(dirname(path), specifier), name);
    const parts = specifier.split("/");
    const owner = packages.get(parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/"));
    const door = owner && `.${specifier.slice(owner.manifest.name.length)}`;
    const source = owner && doorsOf(owner.manifest).find((one) => one.door === door)?.source;
    const target = source && join(owner.folder, source);
    return target && existsSync(join(root, target)) ? declarationOf(target, name) : undefined;
  }

  /** Of several declarations of one name, as overloads, the first one speaks. */
  function declaredIn(path, name) {
    const { program, comments, text } = parse(path);
    const statement = program.body.find((one) => declares(one.declaration ?? one, name));
    if (statement === undefined) return undefined;
    const above = comments.find(
      (one) =>
        one.type === "Block" &&
        one.value.startsWith("*") &&
        one.end <= statement.start &&
        text.slice(one.end, statement.start).trim() === "",
    );
    const line = text.slice(0, statement.start).split("\n").length;
    return { place: `${path}:${line}`, name, comment: above?.value, statement, text };
  }

  return { parse, declarationOf, named };
}

/** The sources behind every condition of every door of a package. */
export function doorsOf(manifest) {
  return Object.entries(manifest.exports ?? {}).flatMap(([door, target]) =>
    sourcesIn(target).map((source) => ({ door, source })),
  );
}

function sourcesIn(target) {
  if (typeof target !== "object" || target === null) return [];
  return Object.entries(target).flatMap(([condition, inner]) =>
    condition === "@stepwell/source" ? [inner] : sourcesIn(inner),
  );
}

/** The names that a parsed file exports, once each. */
export function namesOf({ module }) {
  return module.staticExports
    .flatMap((one) => one.entries)
    .map((entry) => entry.exportName.name)
    .filter((name) => name !== null);
}

function declares(statement, name) {
  if (statement.type === "VariableDeclaration") {
    return statement.declarations.some((one) => one.id.name === name);
  }
  return statement.id?.name === name;
}
