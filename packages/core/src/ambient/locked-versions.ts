import { memberOf, parseForeignJson } from "./foreign-json.ts";

/** A lock file in the form of its package manager, as lines `name==version`, unsorted. */
export interface LockFormat {
  /** Below a folder of the project; the first that is there counts. */
  readonly paths: readonly string[];
  read(text: string): string[];
}

/** By package manager. What was installed counts before what was asked for. Each is read line by line, in one pass. */
export const LOCK_FORMATS: readonly LockFormat[] = [
  { paths: ["node_modules/.package-lock.json", "package-lock.json", "npm-shrinkwrap.json"], read: readNpm },
  { paths: ["node_modules/.pnpm/lock.yaml", "pnpm-lock.yaml"], read: readPnpm },
  { paths: ["yarn.lock"], read: readYarn },
  { paths: ["bun.lock"], read: readBun },
];

function readNpm(text: string): string[] {
  const packages = memberOf(parseForeignJson(text), "packages");
  if (typeof packages !== "object" || packages === null) return [];
  return Object.entries(packages).flatMap(([path, entry]: [string, unknown]) => {
    const start = path.lastIndexOf("node_modules/");
    if (start < 0) return [];
    return line(
      memberOf(entry, "name") ?? path.slice(start + "node_modules/".length),
      memberOf(entry, "version"),
    );
  });
}

/** Keys of the section `packages`: `/name@1.0.0(peer@2.0.0):`, quoted or not; older ones have `/name/1.0.0:`. */
function readPnpm(text: string): string[] {
  let isInside = false;
  return text.split("\n").flatMap((raw) => {
    if (/^\S/.test(raw)) isInside = raw.startsWith("packages:");
    if (!isInside) return [];
    const key = /^ {2}'?\/?((?:@[^/\s']{1,200}\/)?[^/@\s']{1,200})[@/]([^\s'(:_]{1,200})/.exec(raw);
    return line(key?.[1], key?.[2]);
  });
}

/** A header with the ranges that were asked for, then the version, indented. */
function readYarn(text: string): string[] {
  let name: string | undefined;
  return text.split("\n").flatMap((raw) => {
    const header = /^"?((?:@[^/\s"]{1,200}\/)?[^@\s"]{1,200})@/.exec(raw);
    if (header !== null) name = header[1];
    const version = /^ {2}version:? "?([^"\s]{1,200})"?\s*$/.exec(raw)?.[1];
    return version === undefined || version === "0.0.0-use.local" ? [] : line(name, version);
  });
}

/** Lines `"name": ["name@1.0.0", …],` of the section `packages`. */
function readBun(text: string): string[] {
  return text.split("\n").flatMap((raw) => {
    const entry = /^\s{1,8}"[^"]{1,400}": \["((?:@[^/"]{1,200}\/)?[^@"]{1,200})@([^"]{1,200})"/.exec(raw);
    return entry?.[2]?.startsWith("workspace:") === true ? [] : line(entry?.[1], entry?.[2]);
  });
}

/** One line each: a version or name with a line feed would forge another. */
function line(name: unknown, version: unknown): string[] {
  return isWord(name) && isWord(version) ? [`${name}==${version}`] : [];
}

function isWord(value: unknown): value is string {
  return typeof value === "string" && /^\S{1,300}$/.test(value);
}
