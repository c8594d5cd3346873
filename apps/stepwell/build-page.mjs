import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";

// Puts the built page beside the built command, so that the package needs nothing else to show it.
const from = join(import.meta.dirname, "../dashboard/dist");
const to = join(import.meta.dirname, "dist/page");

if (existsSync(join(from, "index.html"))) {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true, filter: (path) => !path.endsWith(".tsbuildinfo") });
} else {
  process.stderr.write(
    `[stepwell] Failed to copy the page: "${join(from, "index.html")}" is not there. Run "npm run build" in the root.\n`,
  );
  process.exitCode = 1;
}
