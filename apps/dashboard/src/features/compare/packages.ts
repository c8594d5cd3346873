import type { JsonObject } from "@stepwell/protocol";

/** Files of a run that list its packages, the best one first. */
export const packageFiles = ["requirements.txt", "package-lock.json", "package.json"] as const;

const mostPackages = 20_000;

/** Versions by package of a list of packages: lines with `==`, or a JSON file of npm. What is none of them has none. */
export function readPackages(path: string, text: string): JsonObject {
  const pairs = path.endsWith(".json") ? fromJson(text) : fromLines(text);
  return Object.fromEntries(
    pairs
      .filter(([name]) => name !== "__proto__")
      .slice(0, mostPackages)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function fromLines(text: string): [string, string][] {
  return text.split(/\r?\n/).flatMap((line): [string, string][] => {
    const found = /^\s*([A-Za-z0-9@/._-]+?)\s*(?:===?|@)\s*([^\s;#]+)/.exec(line);
    return found === null ? [] : [[found[1] as string, found[2] as string]];
  });
}

function fromJson(text: string): [string, string][] {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return [];
  }
  const { packages, dependencies, devDependencies } = Object(file) as Record<string, unknown>;
  const locked = Object.entries(Object(packages) as Record<string, unknown>).flatMap(
    ([path, entry]): [string, string][] => {
      const name = path.split("node_modules/").at(-1) ?? "";
      const { version } = Object(entry) as { readonly version?: unknown };
      return name === "" || typeof version !== "string" ? [] : [[name, version]];
    },
  );
  if (locked.length > 0) return locked;
  return [dependencies, devDependencies].flatMap((list) =>
    Object.entries(Object(list) as Record<string, unknown>).flatMap(([name, wanted]): [string, string][] => {
      if (typeof wanted === "string") return [[name, wanted]];
      const { version } = Object(wanted) as { readonly version?: unknown };
      return typeof version === "string" ? [[name, version]] : [];
    }),
  );
}
