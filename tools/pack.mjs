import { dirname, resolve } from "node:path";
import { buildWorkspaces } from "./build-workspaces.mjs";
import { checkPacked } from "./check-packed.mjs";
import { packPackages } from "./pack-packages.mjs";
import { publishable } from "./workspaces.mjs";

// `npm run pack -- <folder>` builds and packs everything that goes to the registry, and looks at what is in it.
const root = dirname(import.meta.dirname);
const [folder, ...more] = process.argv.slice(2);

if (folder === undefined || folder.startsWith("-") || more.length > 0) {
  console.error("[pack] Failed to pack: no folder is named. Use: npm run pack -- <folder>");
  process.exitCode = 2;
} else if (
  buildWorkspaces(
    root,
    publishable(root).map(({ manifest }) => manifest.name),
  )
) {
  const packed = packPackages(root, resolve(process.env.INIT_CWD ?? process.cwd(), folder));
  for (const { manifest, size, files } of packed) {
    const kilobytes = `${(size / 1000).toFixed(0)} kB`.padStart(9);
    console.log(`${`${manifest.name} ${manifest.version}`.padEnd(32)}${kilobytes}  ${files.length} files`);
  }
  const problems = packed.flatMap(checkPacked);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
} else {
  process.exitCode = 1;
}
