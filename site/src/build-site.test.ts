import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { buildSite } from "./build-site.mjs";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

it("a page has its section, its neighbours, and links that work from any folder", () => {
  const { problems, read } = build({
    "docs/index.md": "# Home\n\nSee [two](two.md#second-part) and [why](../decisions/0001-why.md).",
    "docs/two.md": "# Two\n\n## Second part\n\nText.",
    "decisions/0001-why.md": "# Why\n\nBecause of [two](../docs/two.md).",
  });
  expect(problems).toEqual([]);
  expect(read("index.html")).toContain('href="two.html#second-part"');
  expect(read("index.html")).toContain('<a rel="next" href="two.html">');
  expect(read("index.html")).toContain('href="decisions/0001-why.html"');
  expect(read("decisions/0001-why.html")).toContain('href="../two.html"');
  expect(read("decisions/0001-why.html")).toContain('href="../assets/site.css"');
});

it("finds links, anchors and pictures that lead nowhere, and pages that no section has", () => {
  const { problems } = build({
    "docs/index.md": "# Home\n\n[a](gone.md) [b](two.md#gone) [c](#gone) ![d](pictures/gone.png)",
    "docs/two.md": "# Two",
    "docs/lost.md": "# Lost",
  });
  expect(problems).toEqual([
    "docs/lost.md is in no section of site/src/sections.mjs.",
    'docs/index.md links to "gone.md", which is no page of the site.',
    'docs/index.md shows "pictures/gone.png", which is no PNG file.',
    'docs/index.md links to "two.md#gone", and there is no such heading.',
    'docs/index.md links to "#gone", and there is no such heading.',
  ]);
});

it("names a page that a section has and the tree has not", () => {
  const { problems } = build({ "docs/index.md": "# Home" });
  expect(problems).toEqual(['site/src/sections.mjs names "docs/two.md", which is not there.']);
});

it("a picture has its size, and another one for dark pages where there is one", () => {
  const { problems, read } = build({
    "docs/index.md": "# Home\n\n![The page](pictures/page-light.png)",
    "docs/two.md": "# Two",
    "docs/pictures/page-light.png": png(1280, 800),
    "docs/pictures/page-dark.png": png(1280, 800),
  });
  expect(problems).toEqual([]);
  expect(read("index.html")).toContain(
    '<a class="picture light" href="pictures/page-light.png"><img src="pictures/page-light.png" alt="The page" width="1280" height="800"',
  );
  expect(read("index.html")).toContain('<a class="picture dark" href="pictures/page-dark.png">');
  expect(existsSync(join(folders[0] ?? "", "out/pictures/page-dark.png"))).toBe(true);
});

it("nothing is loaded from elsewhere", () => {
  const { read } = build({ "docs/index.md": "# Home\n\n[W&B](https://wandb.ai)", "docs/two.md": "# Two" });
  expect(read("index.html")).not.toMatch(/(src|stylesheet" href)="https?:/);
});

it("what is exported becomes a page, and each name can be searched for", () => {
  const names = [
    { name: "init", kind: "function", said: "Starts.", example: "", code: "function init(): void;" },
  ];
  const reference = [
    {
      name: "@stepwell/core",
      folder: "packages/core",
      description: "Core.",
      doors: [{ specifier: "@stepwell/core", names }],
    },
  ];
  const { problems, read } = build({ "docs/index.md": "# Home", "docs/two.md": "# Two" }, reference);
  expect(problems).toEqual([]);
  expect(read("reference/core.html")).toContain('<h3 id="init">init');
  expect(read("assets/search-index.js")).toContain(
    '["reference/core.html#init","@stepwell/core","init","Starts.',
  );
});

function build(files: Record<string, string | Uint8Array>, reference: readonly object[] = []) {
  const root = mkdtempSync(join(tmpdir(), "stepwell-site-"));
  folders.push(root);
  const all = { "apps/dashboard/src/tokens.css": ":root {}", ...files };
  for (const [file, content] of Object.entries(all)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  const out = join(root, "out");
  const sections = [{ title: "Start", pages: ["docs/index.md", "docs/two.md"] }];
  const { problems } = buildSite({ root, out, reference, sections });
  return { problems, read: (file: string) => readFileSync(join(out, file), "utf8") };
}

function png(width: number, height: number): Uint8Array {
  const head = Buffer.alloc(24);
  head.write("\x89PNG", 0, "latin1");
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
}
