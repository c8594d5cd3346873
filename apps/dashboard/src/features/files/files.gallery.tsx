import type { ReactNode } from "react";
import type { GalleryEntry } from "../gallery/gallery-entry.ts";
import { FileRow } from "./file-row.tsx";
import { treeRows } from "./file-tree.ts";
import "./files.css";
import { JsonTree } from "./json-tree.tsx";
import { Markdown } from "./markdown.tsx";
import { PatchView } from "./patch-view.tsx";

const patch = `diff --git a/train.js b/train.js
--- a/train.js
+++ b/train.js
@@ -1,4 +1,4 @@
-export const lr = 0.1;
+export const lr = 0.05; // <script>alert(1)</script>
 export function step(x) {
-  return x * lr;
+  return x * lr * 0.5;
 }
diff --git a/weights.bin b/weights.bin
index 1..2 100644
Binary files a/weights.bin and b/weights.bin differ
`;

const text = `# Report

Some **bold** text, \`code\` and a [link](https://example.org).

- one
- two

> said by somebody

| key | value |
| --- | --- |
| lr | 0.1 |

<img src=x onerror=alert(1)>
`;

const files = [
  { path: "output.log", size: 12_400, modifiedAt: 0 },
  { path: "media/images/sample_9.png", size: 51_200, modifiedAt: 0 },
  { path: "media/images/sample_10.png", size: 48_100 },
  { path: "checkpoints/epoch-27/deep/weights.bin", size: 3_200_000_000, modifiedAt: 0 },
  { path: `${"long-name-".repeat(12)}.txt`, size: 0, modifiedAt: 0 },
];

function Tree({ closed = [] }: { readonly closed?: readonly string[] }): ReactNode {
  return (
    <div className="panel file-list">
      <table className="table">
        <tbody>
          {treeRows({ files, closed: new Set(closed) }).map((row) => (
            <FileRow
              key={row.path}
              row={row}
              now={3_600_000}
              isOpen={!closed.includes(row.path)}
              isChosen={row.name === "output.log"}
              onOpen={() => {}}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Files: the tree, and what previews are made of. */
export const entries: readonly GalleryEntry[] = [
  {
    name: "file-tree",
    states: [
      { name: "open", width: 560, height: 260, render: () => <Tree /> },
      { name: "closed", width: 360, height: 180, render: () => <Tree closed={["media/images"]} /> },
    ],
  },
  {
    name: "file-previews",
    states: [
      { name: "patch", width: 640, height: 260, render: () => <PatchView text={patch} /> },
      { name: "Markdown", width: 420, height: 340, render: () => <Markdown text={text} /> },
      {
        name: "JSON",
        width: 420,
        height: 220,
        render: () => (
          <JsonTree
            value={{ arch: "unet", layers: [1, 2, { deep: null }], ok: true, html: "<b>x</b>", none: {} }}
          />
        ),
      },
    ],
  },
];
