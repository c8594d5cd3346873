import { expect, test } from "vitest";
import { renderMarkdown } from "./render-markdown.ts";

test("Markdown becomes HTML, links open elsewhere", () => {
  expect(renderMarkdown("**bold** `code` [a](https://example.org)")).toBe(
    '<p><strong>bold</strong> <code>code</code> <a href="https://example.org" target="_blank" rel="noreferrer noopener nofollow">a</a></p>\n',
  );
});

test.each([
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt&colon;alert(1))",
  "[x](data:text/html,<script>alert(1)</script>)",
  "[x](vbscript:x)",
  "![x](https://evil.example/a.png)",
  "![x](javascript:alert(1))",
  "<a href='javascript:alert(1)'>x</a>",
  '```js" onmouseover="alert(1)\nx\n```',
  '<https://example.org/" onclick=alert(1)>',
  "| <b>a</b> |\n|-|\n| <svg/onload=alert(1)> |",
  "[a]: javascript:alert(1)\n\n[a]",
])("%j holds nothing that runs", (text) => {
  const html = renderMarkdown(text);
  const tags = Array.from(html.matchAll(/<([a-z]+\d?)([^>]*)>/gi));
  for (const [, name = "", attributes = ""] of tags) {
    expect(["p", "a", "code", "pre", "table", "thead", "tbody", "tr", "th", "td", "br"]).toContain(name);
    expect(attributes.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/\son\w+=/i);
    expect(attributes).not.toMatch(/href="(?!https?:|mailto:|#)/i);
  }
});
