import { createHash } from "node:crypto";

/** A mutation's name and its input. */
export type ArtifactStep = readonly [name: string, input: object];

const SELECTIONS: Readonly<Record<string, string>> = {
  createArtifact: "artifact { id state digest artifactSequence { id latestArtifact { id } } }",
  createArtifactFiles: "files { edges { node { id uploadUrl storagePath artifact { id } } } }",
  createArtifactManifest: "artifactManifest { id file { id uploadUrl } }",
  commitArtifact: "artifact { id digest files { edges { node { id directUrl } } } }",
  useArtifact: "artifact { id digest state }",
  updateArtifact: "artifact { id description metadata tags { id name } }",
  deleteArtifact: "artifact { id digest state aliases { id alias } }",
  linkArtifact: "versionIndex artifactMembership { id artifactCollection { id name } }",
  createRunFiles: "runID files { name uploadUrl }",
};

/** The operation as clients send it. */
export function artifactOperation(name: string, input: object): object {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  return {
    operationName: "",
    query: `mutation($input: ${type}) { ${name}(input: $input) { ${SELECTIONS[name] ?? "__typename"} } }`,
    variables: { input },
  };
}

/** The content of a version's only file. */
export function versionText(version: number): string {
  return `version ${version}`;
}

export function manifestText(version: number): string {
  const text = versionText(version);
  return JSON.stringify({
    version: 1,
    storagePolicy: "wandb-storage-policy-v1",
    storagePolicyConfig: { storageLayout: "V2" },
    contents: { "a/version.txt": { digest: md5(text, "base64"), size: text.length } },
  });
}

export function createArtifact(name: string, version: number): ArtifactStep {
  return [
    "createArtifact",
    {
      entityName: "stepwell",
      projectName: "demo",
      runName: "abc",
      artifactTypeName: "dataset",
      artifactCollectionName: name,
      digest: md5(manifestText(version), "hex"),
      aliases: [{ artifactCollectionName: name, alias: "latest" }],
      clientID: `client-${name}-${version}`,
      sequenceClientID: `client-${name}`,
      enableDigestDeduplication: true,
    },
  ];
}

export function artifactFiles(artifactID: string, version: number): ArtifactStep {
  const file = { artifactID, name: "a/version.txt", md5: md5(versionText(version), "base64") };
  return ["createArtifactFiles", { artifactFiles: [file], storageLayout: "V2" }];
}

export function artifactManifest(artifactID: string, version: number): ArtifactStep {
  const digest = md5(manifestText(version), "base64");
  return ["createArtifactManifest", { artifactID, digest, name: "wandb_manifest.json", type: "FULL" }];
}

export function commitArtifact(artifactID: string): ArtifactStep {
  return ["commitArtifact", { artifactID }];
}

function md5(text: string, encoding: "hex" | "base64"): string {
  return createHash("md5").update(text).digest(encoding);
}
