import { expect, test } from "vitest";
import { readSteps } from "./read-steps.mjs";

const PAGE = `# Start

\`\`\`sh
npm install one
\`\`\`

Save this as \`train.mjs\`:

\`\`\`js file=train.mjs run
const text = "\`\`\`";
\`\`\`

\`\`\`ts
what(nobody).runs();
\`\`\`

\`\`\`sh background
npx one
\`\`\`
`;

test("a page becomes what its reader does: commands, files, and commands that go on", () => {
  expect(readSteps("a.md", PAGE)).toEqual([
    { run: "npm install one\n" },
    { write: "train.mjs", text: 'const text = "```";\n' },
    { start: "npx one\n" },
  ]);
});

test("a page without blocks has no steps", () => {
  expect(readSteps("a.md", "# Only words")).toEqual([]);
});
