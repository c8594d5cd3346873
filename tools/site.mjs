import { join } from "node:path";
import { buildSite } from "../site/src/build-site.mjs";
import { readReference } from "./read-reference.mjs";
import { runAsScript } from "./run-as-script.mjs";

// Builds the documentation into site/dist. Fails on links that lead nowhere.
runAsScript(import.meta, (root) => {
  const started = performance.now();
  const out = join(root, "site/dist");
  const { problems, pages } = buildSite({ root, out, reference: readReference(root) });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`site: ${pages} pages in site/dist in ${seconds} s, ${problems.length} problems`);
  return problems;
});
