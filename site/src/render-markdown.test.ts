import { expect, it } from "vitest";
import { renderMarkdown } from "./render-markdown.mjs";

function render(text: string) {
  return renderMarkdown(text, {
    linkTo: (href: string) => href,
    pictureOf: (src: string) => ({ light: src, dark: undefined, width: 1, height: 1 }),
  });
}

it("headings get the anchors that GitHub gives them, and equal ones are counted", () => {
  const { anchors } = render("# A `b` & c\n\n## What's new?\n\n## What's new?\n\n### Über_all x-y");
  expect([...anchors]).toEqual(["a-b--c", "whats-new", "whats-new-1", "über_all-x-y"]);
});

it("text belongs to the heading that it stands under", () => {
  const { parts } = render("# T\n\nFirst.\n\n## A\n\nIn a.\n\n### B\n\n```ts\nlog({});\n```");
  expect(parts).toEqual([
    { anchor: "", title: "", text: "First. " },
    { anchor: "a", title: "A", text: "In a. " },
    { anchor: "b", title: "B", text: "log({});\n " },
  ]);
});

it("a block of code names its file, and is never markup", () => {
  const { body } = render("```js file=<a>.mjs run\nconst a = '<b>';\n```\n\n```unknown\n<i>&\n```");
  expect(body).toContain("<figcaption>&lt;a&gt;.mjs</figcaption>");
  expect(body).toContain("&lt;b&gt;");
  expect(body).toContain("&lt;i&gt;&amp;");
});

it("markup in a page is text, and a link runs no script", () => {
  const { body } = render("<script>alert(1)</script> [x](javascript:alert(1))");
  expect(body).not.toContain("<script");
  expect(body).not.toContain("href");
});
