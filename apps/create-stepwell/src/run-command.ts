import { relative, resolve } from "node:path";
import type { Ask } from "./ask-missing.ts";
import { askMissing } from "./ask-missing.ts";
import { readArguments } from "./read-arguments.ts";
import { templates } from "./templates.ts";
import { writeProject } from "./write-project.ts";

/** What the command touches. */
export interface CommandWorld {
  print(text: string): void;
  printError(text: string): void;
  /** Undefined where nobody is there to answer. */
  readonly ask: Ask | undefined;
  /** The working folder. */
  readonly folder: string;
  /** Of this package, and so of all that the project depends on. */
  readonly version: string;
}

const HELP = `npm create stepwell [folder] -- [--template <name>] [--yes]

Writes a small project into an empty folder: a program that logs to Stepwell, and what it takes to run it.

  -t, --template <name>   ${Object.entries(templates)
    .map(([name, what]) => `${name.padEnd(6)} ${what}`)
    .join(`\n${" ".repeat(26)}`)}
  -y, --yes               asks nothing: the folder "my-training", the template "plain"
  -h, --help              prints this`;

/** Writes a project as asked for. Returns the exit code: 2 for what the user can put right, 1 when a file could not be written. */
export async function runCommand(argv: readonly string[], world: CommandWorld): Promise<number> {
  const wanted = readArguments(argv);
  if (wanted.kind === "help") {
    world.print(HELP);
    return 0;
  }
  if (wanted.kind === "refused") {
    world.printError(wanted.message);
    return 2;
  }
  const { folder, template } = await askMissing(wanted, wanted.asks ? world.ask : undefined);
  const path = resolve(world.folder, folder);
  try {
    const written = await writeProject({ folder: path, template, version: world.version });
    if (written.kind === "occupied") {
      world.printError(
        `[create-stepwell] Failed to write into "${folder}": the folder has "${written.by}" in it. Name an empty folder, or one that is not there yet.`,
      );
      return 2;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    world.printError(
      `[create-stepwell] Failed to write into "${folder}": ${reason}. Make room for it, or name another folder.`,
    );
    return 1;
  }
  const way = relative(world.folder, path);
  const enter = way === "" ? "" : `cd ${/^[\w./\\-]+$/.test(way) ? way : `"${way}"`} && `;
  world.print(`${way === "" ? "This folder" : `"${way}"`} is ready: ${templates[template]}. Next:

  ${enter}npm install
  npm run train && npm run page
`);
  return 0;
}
