import { UsageError } from "../core-error.ts";
import { absolutePath } from "../file/absolute-path.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import { showValue } from "../show-value.ts";
import type { World } from "../world.ts";
import { createCodeArtifact } from "./artifact.ts";
import type { Artifact } from "./artifact.ts";
import { checkOptions } from "../run/check-call.ts";
import { walkFolder } from "./walk-folder.ts";

const MAX_FILE_BYTES = 1024 * 1024;
const MAX_FILES = 10_000;
const MAX_NAME = 128;

/** Source code of what people train with, and what says how it is run. */
const SOURCE = /\.([cm]?[jt]sx?|py|ipynb|sh|wgsl|glsl|sql|vue|svelte)$/i;
const PROJECT_FILE = /^(package\.json|[jt]sconfig(\.[\w-]+)*\.json|Dockerfile.*|requirements\.txt)$/;

/** Which files are code, and what their artifact is called. */
export interface LogCodeOptions {
  /** Default `source-<project>-<the program's path>`. */
  readonly name?: string;
  /**
   * Which files, by their path below the root with forward slashes. Default: JavaScript, TypeScript, Python, notebooks,
   * shell, shaders, SQL, `package.json`, `tsconfig.json`, `Dockerfile`, `requirements.txt`.
   */
  readonly include?: (path: string) => boolean;
  /**
   * Which files not, and which folders not to enter. `node_modules`, `wandb` and everything that begins with a dot are
   * always left out, as are files over 1 MiB.
   */
  readonly exclude?: (path: string) => boolean;
}

/** The source files below `root` as an artifact to log; undefined when there are none. Rejects with `UsageError`. */
export async function collectCode(
  root: string = ".",
  options: LogCodeOptions,
  { settings, world }: { settings: Settings; world: World },
): Promise<Artifact | undefined> {
  checkOptions(
    "log code",
    options,
    ["name", "include", "exclude"],
    "{ exclude: (path) => path.startsWith('old/') }",
  );
  const { include = isSource, exclude = () => false } = options;
  if (typeof root !== "string" || typeof include !== "function" || typeof exclude !== "function") {
    const bad = [root, include, exclude].find(
      (value, index) => typeof value !== (index === 0 ? "string" : "function"),
    );
    throw new UsageError(
      `[core] Failed to log code: "${showValue(bad)}" is no way to choose files. Give a folder, and functions that take a path and return true or false.`,
    );
  }
  const { fileSystem } = world;
  const folder = absolutePath(root, world.workingFolder);
  if ((await fileSystem.stat(folder))?.kind !== "folder") {
    throw new UsageError(`[core] Failed to log code: "${folder}" is no folder. Check the path.`);
  }
  const isSkipped = (path: string): boolean => isNeverCode(path) || exclude(path);
  const chosen: { name: string; path: string }[] = [];
  const leftOut = { tooLarge: 0, tooMany: 0 };
  for await (const { name, path } of walkFolder({ fileSystem, folder, skip: isSkipped })) {
    if (isSkipped(name) || !include(name)) continue;
    if (((await fileSystem.stat(path))?.size ?? 0) > MAX_FILE_BYTES) leftOut.tooLarge += 1;
    else if (chosen.length >= MAX_FILES) leftOut.tooMany += 1;
    else chosen.push({ name, path });
  }
  if (chosen.length === 0) return undefined;
  const artifact = createCodeArtifact({
    name: safeName(
      options.name ?? `source-${settings.project || "uncategorized"}-${programBelow(folder, world)}`,
    ),
    metadata: { root: folder.replace(/^.*[/\\]/s, ""), leftOut },
  });
  for (const { name, path } of chosen) artifact.addFile(path, { name });
  return artifact;
}

function isSource(path: string): boolean {
  return SOURCE.test(path) || PROJECT_FILE.test(path.replace(/^.*\//s, ""));
}

function isNeverCode(path: string): boolean {
  const last = path.replace(/^.*\//s, "");
  return last === "node_modules" || path === "wandb" || last.startsWith(".");
}

function programBelow(folder: string, { host }: World): string {
  const program = host.program.replaceAll("\\", "/");
  return program.startsWith(`${folder}/`) ? program.slice(folder.length + 1) : program.replace(/^.*\//s, "");
}

/** W&B's way to make a name of a path: other characters become `_`, and the middle of a long one `..`. */
function safeName(name: string): string {
  const clean = name.replaceAll(/[^a-zA-Z0-9_\-.]/g, "_");
  if (clean.length <= MAX_NAME) return clean;
  const half = (MAX_NAME - 2) / 2;
  return `${clean.slice(0, half)}..${clean.slice(-half)}`;
}
