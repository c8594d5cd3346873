import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkDocCommands } from "./check-doc-commands.mjs";
import { checkDocTypes, checkShownFiles } from "./check-doc-types.mjs";
import { docBlocks } from "./doc-blocks.mjs";
import { runAsScript } from "./run-as-script.mjs";
import { publishable } from "./workspaces.mjs";

// Holds the code of README and docs/ against the packages: types, commands and their options, scripts, shown files.
runAsScript(import.meta, (root) => {
  const command = join(root, "apps/stepwell/dist/main.js");
  if (!existsSync(command))
    return ['"stepwell" is not built, and its commands are asked for. Run "npm run build".'];
  const blocks = docBlocks(root);
  const { stdout } = spawnSync(process.execPath, [command, "help", "--json"], { encoding: "utf8" });
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const packages = publishable(root).map(({ manifest }) => manifest.name);
  const read = (file) => (existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : undefined);
  const problems = [
    ...checkDocCommands(blocks, { commands: commandsIn(stdout), scripts, packages }),
    ...checkShownFiles(blocks, read),
    ...checkDocTypes(root, blocks),
  ];
  console.log(`doc-code: ${blocks.length} blocks, ${problems.length} problems`);
  return problems;
});

function commandsIn(text) {
  return text
    .trim()
    .split("\n")
    .flatMap((line) => JSON.parse(line));
}
