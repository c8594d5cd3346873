import createMarkdown from "markdown-it";

const markdown = createMarkdown({ html: false, linkify: true, breaks: true });
// A picture from elsewhere would tell a stranger who reads this.
markdown.disable("image");
markdown.renderer.rules["link_open"] = (tokens, at, options, _environment, renderer) => {
  const token = tokens[at];
  token?.attrSet("target", "_blank");
  token?.attrSet("rel", "noreferrer noopener nofollow");
  return renderer.renderToken(tokens, at, options);
};

/** Markdown as HTML that holds no markup of its author's own, no script addresses and no pictures. */
export function renderMarkdown(text: string): string {
  return markdown.render(text);
}
