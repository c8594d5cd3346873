import { expect, it } from "vitest";
import { referenceMarkdown } from "./reference-markdown.mjs";
import { renderMarkdown } from "./render-markdown.mjs";

function name(text: string, kind = "type") {
  return { name: text, kind, said: "Says {@link Other}.", example: "", code: `type ${text} = 1;` };
}

it("a list of names leads to each of them, also where two doors have a name, or a heading is called so", () => {
  const page = {
    name: "@stepwell/a",
    description: "A.",
    doors: [
      { specifier: "@stepwell/a", names: ["Run", "run", "Types", "Other"].map((one) => name(one)) },
      { specifier: "@stepwell/a/b", names: ["Run", "Two", "Three", "Four"].map((one) => name(one)) },
    ],
  };
  const { body, anchors } = renderMarkdown(referenceMarkdown(page), {
    linkTo: (href: string) => href,
    pictureOf: () => undefined,
  });
  const links = [...body.matchAll(/<a href="#([^"]+)"><code>/g)].map(([, anchor]) => anchor);
  expect(links).toEqual(["run", "run-1", "types", "other", "run-2", "two", "three", "four"]);
  expect(links.filter((anchor) => !anchors.has(anchor))).toEqual([]);
  for (const anchor of links) expect(body).toContain(`<h3 id="${anchor}">`);
  expect(body).toContain("<code>Other</code>");
});
