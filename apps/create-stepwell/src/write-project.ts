import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { Template } from "./templates.ts";

/** What to write, and where. */
export interface WriteProjectOptions {
  /** Made when it is not there. */
  readonly folder: string;
  readonly template: Template;
  /** The version of the Stepwell packages that the project depends on: all of them carry one. */
  readonly version: string;
}

/** What became of it: the project's name in its package.json, or what stands in the folder already. */
export type Written =
  | { readonly kind: "written"; readonly name: string; readonly files: readonly string[] }
  | { readonly kind: "occupied"; readonly by: string };

const TEMPLATES = join(import.meta.dirname, "../templates");
/** Names that npm leaves out of packages, or means something else by. */
const HIDDEN = "_";

/** Writes a template's files into an empty folder, or one that has nothing but `.git`. Rejects with what the file system says. */
export async function writeProject({ folder, template, version }: WriteProjectOptions): Promise<Written> {
  await mkdir(folder, { recursive: true });
  const by = (await readdir(folder)).find((entry) => entry !== ".git");
  if (by !== undefined) return { kind: "occupied", by };
  const name = projectName(folder);
  const source = join(TEMPLATES, template);
  const files: string[] = [];
  for (const entry of await readdir(source)) {
    const text = await readFile(join(source, entry), "utf8");
    const file = entry.startsWith(HIDDEN) ? `.${entry.slice(HIDDEN.length)}` : entry;
    // Never over a file that came in between.
    await writeFile(
      join(folder, file),
      text.replaceAll("__NAME__", name).replaceAll("__VERSION__", version),
      {
        flag: "wx",
      },
    );
    files.push(file);
  }
  return { kind: "written", name, files };
}

/** The folder's own name as npm takes names: `My Training!` is `my-training`. */
function projectName(folder: string): string {
  const plain = basename(resolve(folder))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 100);
  return plain === "" ? "my-training" : plain;
}
