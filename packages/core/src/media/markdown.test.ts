import fc from "fast-check";
import { expect, test } from "vitest";
import { createTestTarget } from "../testing/create-test-target.ts";
import { Markdown } from "./markdown.ts";
import { MEDIA } from "./media.ts";

function render(text: string): string {
  const { target, textOf } = createTestTarget();
  return textOf(new Markdown(text)[MEDIA].encode(target)["path"]);
}

test("markdown becomes a page with W&B's head", () => {
  const page = render("# A\n\n**b** `c<d`");
  expect(page).toMatch(/^<base target="_blank">/);
  expect(page).toContain("<h1>A</h1>");
  expect(page).toContain("<strong>b</strong> <code>c&lt;d</code>");
});

test.each([
  ["<script>alert(1)</script>", "<script"],
  ["a <img src=x onerror=alert(1)>", "<img"],
  ["[x](javascript:alert(1))", "javascript:"],
  ["[x](JaVaScRiPt:alert(1))", "alert(1)"],
  ["![x](data:text/html,y)", "data:"],
  ['![x" onerror="y](https://h/i.png)', '" onerror="'],
  ['[x](https://h/"onmouseover="y)', '"onmouseover="'],
  ["<<script><img/src=x onerror=alert(1)>", "<img"],
  ["a <pre>b <img/src=x onerror=alert(1)> </", "<img"],
])("%j leaves no %j", (text, forbidden) => {
  expect(render(text)).not.toContain(forbidden);
});

test("whatever the text, the page has only the elements of markdown", () => {
  const piece = fc.constantFrom(
    "<",
    ">",
    '"',
    "'",
    "`",
    "[",
    "](",
    ")",
    "!",
    "&",
    "\n",
    "script",
    " on=",
    "x",
    "javascript:",
    "<a ",
    "</",
    "<pre>",
    "<x/y>",
  );
  const allowed =
    /^\/?(?:base|link|p|h[1-6]|a|em|strong|code|pre|ul|ol|li|blockquote|br|hr|del|img|table|thead|tbody|tr|th|td|input)$/;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      for (const [, name = ""] of render(pieces.join("")).matchAll(/<([/a-z0-9]+)/gi))
        expect(name).toMatch(allowed);
    }),
  );
});
