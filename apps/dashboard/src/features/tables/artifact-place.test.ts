import type { ArtifactVersionView } from "@stepwell/client";
import { expect, test } from "vitest";
import { artifactPlace } from "./artifact-place.ts";

const versions = [
  { project: "p", collection: "run-a-t", version: "v0", clientId: "one" },
  { project: "p", collection: "run-a-t", version: "v1", clientId: "two" },
  { project: "p", collection: "old", version: "v0" },
] as readonly Partial<ArtifactVersionView>[] as readonly ArtifactVersionView[];

test("an address leads to the version with its client's id", () => {
  expect(artifactPlace("wandb-client-artifact://two/a/t.table.json", versions)).toEqual({
    project: "p",
    name: "run-a-t",
    version: "v1",
    path: "a/t.table.json",
  });
});

test.each(["", "wandb-client-artifact://three/t", "wandb-client-artifact://undefined/t", "http://two/t"])(
  "%j leads nowhere",
  (address) => expect(artifactPlace(address, versions)).toBeUndefined(),
);
