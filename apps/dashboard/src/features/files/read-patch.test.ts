import { expect, test } from "vitest";
import { readPatch } from "./read-patch.ts";

const patch = `diff --git a/train.js b/train.js
index 1..2 100644
--- a/train.js
+++ b/train.js
@@ -1,2 +1,2 @@
-export const lr = 0.1;
+export const lr = 0.05; // <script>alert(1)</script>
 same
diff --git a/new.js b/new.js
new file mode 100644
--- /dev/null
+++ b/new.js
@@ -0,0 +1 @@
+x
`;

test("a patch is told by file and line", () => {
  const [first, second] = readPatch(patch);
  expect(first).toMatchObject({ name: "train.js", added: 1, removed: 1, isBinary: false });
  expect(first?.lines).toEqual([
    { kind: "place", text: "@@ -1,2 +1,2 @@" },
    { kind: "removed", before: 1, text: "export const lr = 0.1;" },
    { kind: "added", after: 1, text: "export const lr = 0.05; // <script>alert(1)</script>" },
    { kind: "same", before: 2, after: 2, text: "same" },
  ]);
  expect(second).toMatchObject({ name: "new.js, new", added: 1 });
});

test("what is no patch has no files", () => {
  expect(readPatch("")).toEqual([]);
  expect(readPatch("hello\nworld\n")).toEqual([]);
});
