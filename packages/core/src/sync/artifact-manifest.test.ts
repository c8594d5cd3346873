import { printJson } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { manifestJson } from "./artifact-manifest.ts";

const entry = { path: "a", digest: "d", ref: "", size: 1, localPath: "/private/0", extra: [] };

test("files name their birth, references their address and state, and no path of this machine is told", () => {
  const manifest = manifestJson(
    [
      entry,
      {
        ...entry,
        path: "r",
        ref: "s3://b/k",
        extra: [
          ["etag", '"e"'],
          ["broken", "{"],
        ],
      },
    ],
    new Map([["a", "QQ=="]]),
  );
  expect(manifest["contents"]).toEqual({
    a: { digest: "d", size: 1, birthArtifactID: "QQ==" },
    r: { digest: "d", size: 1, ref: "s3://b/k", extra: { etag: "e", broken: "{" } },
  });
});

test("a name that objects have of themselves is a name like others", () => {
  const text = printJson(manifestJson([{ ...entry, path: "__proto__" }], new Map()));
  expect(text).toContain('"__proto__":{"digest":"d","size":1}');
});
