import type { ArtifactStore } from "@stepwell/storage";
import type { CallChannel } from "../threads/call-channel.ts";
import type { CallGate } from "../threads/call-gate.ts";
import type { ArtifactQuestion, ReaderCall } from "../threads/reader-core.ts";
import type { ArtifactCall, WriterCall } from "../threads/writer-core.ts";
import type { ArtifactReader } from "./artifact-reader.ts";

/** The artifact store over the channels to its writer and reader; it closes with the run store, whose gate it shares. */
export function createArtifactStore(
  writer: CallChannel<WriterCall>,
  reader: CallChannel<ReaderCall>,
  gate: CallGate,
): ArtifactStore {
  const read =
    <Name extends keyof ArtifactReader>(name: Name) =>
    (...args: Parameters<ArtifactReader[Name]>): Promise<ReturnType<ArtifactReader[Name]>> =>
      gate.pass(() =>
        reader.call({ name: "artifacts", args: [{ name, args } as unknown as ArtifactQuestion] }),
      );
  const write =
    <Result>(name: ArtifactCall["name"]) =>
    (...args: readonly unknown[]): Promise<Result> =>
      gate.pass(() => writer.call({ name: "artifacts", args: [{ name, args } as ArtifactCall] }));

  return {
    artifact: read("artifact"),
    collection: read("collection"),
    findCollection: read("findCollection"),
    findClient: read("findClient"),
    collections: read("collections"),
    types: read("types"),
    member: read("member"),
    members: read("members"),
    memberships: read("memberships"),
    ofRun: read("ofRun"),
    usedBy: read("usedBy"),
    expired: read("expired"),
    contents: read("contents"),
    create: write("create"),
    saveManifest: write("saveManifest"),
    commit: write("commit"),
    addAliases: write("addAliases"),
    removeAliases: write("removeAliases"),
    link: write("link"),
    unlink: write("unlink"),
    update: write("update"),
    updateCollection: write("updateCollection"),
    remove: write("remove"),
    removeCollection: write("removeCollection"),
    use: write("use"),
    saveContent: write("saveContent"),
    touchContents: write("touchContents"),
    sweep: write("sweep"),
  };
}
