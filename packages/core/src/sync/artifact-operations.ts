/** The operations of the wire protocol that bring an artifact to a server, as GraphQL documents. */
export const CREATE_ARTIFACT = {
  operationName: "CreateArtifact",
  query: `mutation CreateArtifact($input: CreateArtifactInput!) {
  createArtifact(input: $input) { artifact { id state artifactSequence { latestArtifact { id } } } }
}`,
} as const;

export const CREATE_ARTIFACT_MANIFEST = {
  operationName: "CreateArtifactManifest",
  query: `mutation CreateArtifactManifest(
  $artifactID: ID!, $baseArtifactID: ID, $name: String!, $digest: String!, $entityName: String!,
  $projectName: String!, $runName: String!, $manifestType: ArtifactManifestType!, $includeUpload: Boolean!
) {
  createArtifactManifest(input: {
    artifactID: $artifactID, baseArtifactID: $baseArtifactID, name: $name, digest: $digest, entityName: $entityName,
    projectName: $projectName, runName: $runName, type: $manifestType
  }) {
    artifactManifest {
      id
      file { id uploadUrl @include(if: $includeUpload) uploadHeaders @include(if: $includeUpload) }
    }
  }
}`,
} as const;

export const UPDATE_ARTIFACT_MANIFEST = {
  operationName: "UpdateArtifactManifest",
  query: `mutation UpdateArtifactManifest(
  $artifactManifestID: ID!, $digest: String, $baseArtifactID: ID, $includeUpload: Boolean!
) {
  updateArtifactManifest(input: {
    artifactManifestID: $artifactManifestID, digest: $digest, baseArtifactID: $baseArtifactID
  }) {
    artifactManifest {
      id
      file { id uploadUrl @include(if: $includeUpload) uploadHeaders @include(if: $includeUpload) }
    }
  }
}`,
} as const;

export const CREATE_ARTIFACT_FILES = {
  operationName: "CreateArtifactFiles",
  query: `mutation CreateArtifactFiles($input: CreateArtifactFilesInput!) {
  createArtifactFiles(input: $input) {
    files { edges { node { storagePath uploadUrl uploadHeaders artifact { id } } } }
  }
}`,
} as const;

export const COMMIT_ARTIFACT = {
  operationName: "CommitArtifact",
  query: `mutation CommitArtifact($artifactID: ID!) {
  commitArtifact(input: { artifactID: $artifactID }) { artifact { id digest } }
}`,
} as const;

export const USE_ARTIFACT = {
  operationName: "UseArtifact",
  query: `mutation UseArtifact($input: UseArtifactInput!) {
  useArtifact(input: $input) { artifact { id } }
}`,
} as const;

export const CLIENT_ID_MAPPING = {
  operationName: "ClientIDMapping",
  query: `query ClientIDMapping($clientID: ID!) { clientIDMapping(clientID: $clientID) { serverID } }`,
} as const;
