import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { pageFrame } from "./page-frame.mjs";
import { pictureIn } from "./picture-in.mjs";
import { referenceMarkdown } from "./reference-markdown.mjs";
import { renderMarkdown } from "./render-markdown.mjs";
import { addressOf, firstPackages, labels, quietFolders, sections as ownSections } from "./sections.mjs";

/**
 * Writes the site of the tree at `root` into the folder `out`, which is emptied first. `reference` is what the packages
 * export. Returns `problems`, as sentences: links that lead nowhere, pages that no section has; and how many pages there are.
 */
export function buildSite({ root, out, reference, sections = ownSections }) {
  const sources = [...markdownSources(root, sections), ...referenceSources(reference)];
  const addresses = new Map(sources.map(({ file, address }) => [file, address]));
  const pages = sources.map((source) => render(source, { root, addresses }));
  const byAddress = new Map(pages.map((page) => [page.address, page]));
  const problems = [
    ...strayPages(root, sections),
    ...pages.flatMap((page) => page.broken),
    ...pages.flatMap((page) => deadAnchors(page, byAddress)),
  ];
  const navigation = navigationOf(pages);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, "assets"), { recursive: true });
  for (const page of pages) {
    const path = join(out, page.address);
    mkdirSync(dirname(path), { recursive: true });
    const up = "../".repeat(page.address.split("/").length - 1);
    writeFileSync(path, pageFrame({ page, navigation, up }));
  }
  writeAssets(root, out, pages);
  return { problems, pages: pages.length };
}

/** The listed files, then the quiet ones. */
function markdownSources(root, sections) {
  const listed = sections.flatMap(({ title, pages }) => pages.map((file) => ({ file, section: title })));
  const quiet = quietFolders.flatMap((folder) => [
    ...filesIn(root, folder),
    ...foldersIn(root, folder).flatMap((inner) => filesIn(root, inner, "README.md")),
  ]);
  const files = new Set(listed.map(({ file }) => file));
  const all = [...listed, ...quiet.filter((file) => !files.has(file)).map((file) => ({ file }))];
  return all
    .filter(({ file }) => existsSync(join(root, file)))
    .map((one) => ({
      ...one,
      label: labels[one.file],
      address: addressOf(one.file),
      text: readFileSync(join(root, one.file), "utf8"),
    }));
}

function filesIn(root, folder, only) {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  if (only !== undefined) return existsSync(join(path, only)) ? [`${folder}/${only}`] : [];
  return readdirSync(path)
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name}`);
}

function foldersIn(root, folder) {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}`);
}

function referenceSources(reference) {
  const place = ({ name }) =>
    firstPackages.includes(name) ? firstPackages.indexOf(name) : firstPackages.length;
  const sorted = reference.toSorted((one, other) => place(one) - place(other));
  return sorted.map((one) => ({
    file: `${one.folder}/src`,
    section: "Reference",
    label: one.name,
    address: `reference/${one.name.replace("@stepwell/", "")}.html`,
    text: referenceMarkdown(one),
  }));
}

function render(source, { root, addresses }) {
  const broken = [];
  const from = dirname(source.address);
  const linkTo = (href) => {
    if (/^https?:/.test(href) || href.startsWith("#")) return href;
    const [path, anchor] = href.split("#");
    const file = posix.join(dirname(source.file), path);
    const address = addresses.get(file) ?? addresses.get(`${file}/README.md`.replace("//", "/"));
    if (address === undefined) {
      broken.push(`${source.file} links to "${href}", which is no page of the site.`);
      return href;
    }
    return posix.relative(from, address) + (anchor === undefined ? "" : `#${anchor}`);
  };
  const pictureOf = (src) => {
    const picture = pictureIn(root, posix.join(dirname(source.file), src));
    if (picture === undefined) {
      broken.push(`${source.file} shows "${src}", which is no PNG file.`);
      return { light: src, width: 0, height: 0 };
    }
    const toSite = (file) => file && posix.relative(from, file.replace(/^docs\//, ""));
    return { ...picture, light: toSite(picture.light), dark: toSite(picture.dark) };
  };
  return { ...source, ...renderMarkdown(source.text, { linkTo, pictureOf }), broken, linkTo };
}

function deadAnchors(page, byAddress) {
  return page.links.flatMap((href) => {
    if (/^https?:/.test(href) || !href.includes("#")) return [];
    const [path, anchor] = href.split("#");
    const address = path === "" ? page.address : posix.join(dirname(page.address), page.linkTo(path));
    const target = byAddress.get(address);
    if (target === undefined || target.anchors.has(anchor)) return [];
    return [`${page.file} links to "${href}", and there is no such heading.`];
  });
}

/** What is in docs/ and in no section, and the other way round. */
function strayPages(root, sections) {
  const listed = sections.flatMap(({ pages }) => pages);
  return [
    ...filesIn(root, "docs")
      .filter((file) => !listed.includes(file))
      .map((file) => `${file} is in no section of site/src/sections.mjs.`),
    ...listed
      .filter((file) => !existsSync(join(root, file)))
      .map((file) => `site/src/sections.mjs names "${file}", which is not there.`),
  ];
}

function navigationOf(pages) {
  const titles = [...new Set(pages.map(({ section }) => section))].filter((title) => title !== undefined);
  return titles.map((title) => ({ title, pages: pages.filter(({ section }) => section === title) }));
}

function writeAssets(root, out, pages) {
  const own = join(import.meta.dirname, "../page");
  const tokens = readFileSync(join(root, "apps/dashboard/src/tokens.css"), "utf8");
  for (const name of readdirSync(own)) {
    const text = readFileSync(join(own, name), "utf8");
    writeFileSync(join(out, "assets", name), name === "site.css" ? `${tokens}\n${text}` : text);
  }
  // A script and no JSON: a page that was opened from a disk may load scripts, and fetch nothing.
  const entries = pages.flatMap(({ title, address, parts, section }) =>
    parts.map((part) => [
      address + (part.anchor === "" ? "" : `#${part.anchor}`),
      title,
      part.title,
      part.text
        .replace(/\s+/g, " ")
        .trim()
        .slice(0, section === "Reference" ? 300 : 1_200),
    ]),
  );
  writeFileSync(
    join(out, "assets/search-index.js"),
    `globalThis.stepwellPages = ${JSON.stringify(entries)};\n`,
  );
  const pictures = join(root, "docs/pictures");
  if (existsSync(pictures)) cpSync(pictures, join(out, "pictures"), { recursive: true });
}
