import markdownIt from "markdown-it";
import { escapeHtml } from "./escape-html.mjs";
import { freshAnchor } from "./fresh-anchor.mjs";
import { highlightCode } from "./highlight-code.mjs";

/**
 * A Markdown file as a page: its title, its body as HTML, its headings with their anchors, its links, and its text by
 * heading for the search. `linkTo(href)` says where a link leads in the site, and `pictureOf(src)` what a picture is.
 */
export function renderMarkdown(text, { linkTo, pictureOf }) {
  const page = { title: "", headings: [], links: [], parts: [{ anchor: "", title: "", text: "" }] };
  const markdown = markdownIt({ html: false, linkify: false });
  const taken = new Set();

  markdown.renderer.rules.fence = (tokens, index) => renderCode(tokens[index]);
  markdown.renderer.rules.table_open = () => '<div class="table" tabindex="0"><table>\n';
  markdown.renderer.rules.table_close = () => "</table></div>\n";
  markdown.renderer.rules.image = (tokens, index) => {
    const { attrs, content } = tokens[index];
    const src = Object.fromEntries(attrs).src;
    page.links.push(src);
    return renderPicture(pictureOf(src), content);
  };
  markdown.renderer.rules.heading_open = (tokens, index) => {
    const { tag } = tokens[index];
    const title = plainText(tokens[index + 1]);
    const anchor = freshAnchor(title, taken);
    if (tag === "h1") page.title ||= title;
    else page.headings.push({ level: Number(tag[1]), title, anchor });
    return `<${tag} id="${anchor}">`;
  };
  markdown.renderer.rules.heading_close = (tokens, index) => {
    const { tag } = tokens[index];
    const { anchor, title } = page.headings.at(-1) ?? {};
    const link =
      tag === "h1"
        ? ""
        : ` <a class="anchor" href="#${anchor}" aria-label="Link to: ${escapeHtml(title)}">#</a>`;
    return `${link}</${tag}>\n`;
  };

  const tokens = markdown.parse(text, {});
  for (const [index, token] of tokens.entries()) {
    for (const child of token.children ?? []) {
      if (child.type !== "link_open") continue;
      const href = child.attrGet("href");
      page.links.push(href);
      child.attrSet("href", linkTo(href));
    }
    collect(page.parts, tokens, index);
  }
  const body = markdown.renderer.render(tokens, markdown.options, {});
  // Anchors are made while headings are drawn, in the order in which the parts were collected.
  const anchors = ["", ...page.headings.filter(({ level }) => level <= 3).map(({ anchor }) => anchor)];
  for (const [index, part] of page.parts.entries()) part.anchor = anchors[index];
  return { ...page, body, anchors: taken };
}

/** The text of the page up to its first heading of the second or third level, and then that of each. */
function collect(parts, tokens, index) {
  const token = tokens[index];
  if (token.type === "heading_open" && ["h2", "h3"].includes(token.tag)) {
    parts.push({ anchor: "", title: plainText(tokens[index + 1]), text: "" });
  } else if (token.type === "inline" && !["h1", "h2", "h3"].includes(tokens[index - 1]?.tag)) {
    parts.at(-1).text += `${plainText(token)} `;
  } else if (token.type === "fence") {
    parts.at(-1).text += `${token.content} `;
  }
}

function plainText({ children }) {
  return children
    .map((one) => (one.type === "softbreak" ? " " : one.type.startsWith("image") ? "" : one.content))
    .join("");
}

/** A block of code; the words behind its language name the file that it is, and how it is run. */
function renderCode({ info, content }) {
  const [language = "", ...words] = info.trim().split(/\s+/);
  const file = words.find((word) => word.startsWith("file="))?.slice("file=".length);
  const head = file === undefined ? "" : `<figcaption>${escapeHtml(file)}</figcaption>`;
  const code = highlightCode(content.replace(/\n$/, ""), language);
  return `<figure class="code" data-language="${escapeHtml(language)}">${head}<pre tabindex="0"><code>${code}</code></pre></figure>\n`;
}

/** A picture leads to itself, in the size that it has. */
function renderPicture({ light, dark, width, height }, description) {
  const image = (src, kind) =>
    `<a class="picture ${kind}" href="${escapeHtml(src)}"><img src="${escapeHtml(src)}" alt="${escapeHtml(description)}" width="${width}" height="${height}" loading="lazy"></a>`;
  return dark === undefined ? image(light, "always") : image(light, "light") + image(dark, "dark");
}
