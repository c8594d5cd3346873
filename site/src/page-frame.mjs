import { escapeHtml } from "./escape-html.mjs";

/**
 * A whole HTML file around the body of a page. `up` leads from the page to the site's own folder, as "" or "../", so
 * that the site works from a disk and below any path.
 */
export function pageFrame({ page, navigation, up }) {
  const { title, address, body, headings } = page;
  const flat = navigation.flatMap((section) => section.pages);
  const place = flat.findIndex((one) => one.address === address);
  const name = address === "index.html" ? "Stepwell" : `${title} · Stepwell`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(name)}</title>
<meta name="description" content="${escapeHtml(firstWords(page.parts))}">
<link rel="icon" href="${up}assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${up}assets/site.css">
<script src="${up}assets/theme.js"></script>
<script src="${up}assets/site.js" defer data-up="${up}"></script>
</head>
<body>
<a class="skip" href="#content">Skip to the text</a>
<header class="bar">
<button class="icon menu" type="button" aria-label="Sections" aria-expanded="false" aria-controls="sections">${icon("M3 5h12M3 9h12M3 13h12")}</button>
<a class="logo" href="${up}index.html"><img src="${up}assets/icon.svg" alt="" width="20" height="20">Stepwell</a>
<div class="search" role="search">
<input type="search" placeholder="Search" aria-label="Search the documentation" autocomplete="off" spellcheck="false" role="combobox" aria-expanded="false" aria-controls="found" aria-autocomplete="list">
<kbd>/</kbd>
<div id="found" role="listbox" aria-label="Found" hidden></div>
</div>
<button class="icon theme" type="button" aria-label="Light or dark">${icon("M9 3.5v11a5.5 5.5 0 0 0 0-11ZM9 1.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15Z")}</button>
</header>
<div class="columns">
<nav id="sections" class="sections" aria-label="Sections">
${navigation.map((section) => sectionList(section, { address, up })).join("\n")}
</nav>
<main id="content" tabindex="-1">
<article>
${body}</article>
${turns(flat[place - 1], flat[place + 1], { up, isListed: place !== -1 })}
</main>
${contents(headings)}
</div>
</body>
</html>
`;
}

function sectionList({ title, pages }, { address, up }) {
  const links = pages.map((one) => {
    const here = one.address === address ? ' aria-current="page"' : "";
    return `<li><a href="${up}${one.address}"${here}>${escapeHtml(one.label ?? one.title)}</a></li>`;
  });
  return `<section><h2>${escapeHtml(title)}</h2><ul>${links.join("")}</ul></section>`;
}

function turns(before, after, { up, isListed }) {
  if (!isListed) return "";
  const link = (one, word, rel) =>
    one === undefined
      ? "<span></span>"
      : `<a rel="${rel}" href="${up}${one.address}"><small>${word}</small>${escapeHtml(one.label ?? one.title)}</a>`;
  return `<nav class="turns" aria-label="Before and after">${link(before, "Before", "prev")}${link(after, "Next", "next")}</nav>`;
}

function contents(headings) {
  const shown = headings.filter(({ level }) => level === 2);
  if (shown.length < 2) return '<aside class="contents"></aside>';
  const links = shown.map(({ anchor, title }) => `<li><a href="#${anchor}">${escapeHtml(title)}</a></li>`);
  return `<aside class="contents"><nav aria-label="On this page"><h2>On this page</h2><ul>${links.join("")}</ul></nav></aside>`;
}

function firstWords(parts) {
  const text = parts[0].text.replace(/\s+/g, " ").trim();
  return text.length <= 160 ? text : `${text.slice(0, 160).replace(/\s\S*$/, "")}…`;
}

function icon(path) {
  return `<svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true"><path d="${path}"/></svg>`;
}
