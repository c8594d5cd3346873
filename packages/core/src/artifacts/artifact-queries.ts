/** The questions about artifacts that a run asks a server, as GraphQL documents. */
export const ARTIFACT_BY_NAME = {
  operationName: "ArtifactMembershipByName",
  query: `query ArtifactMembershipByName($entity: String!, $project: String!, $name: String!) {
  project(name: $project, entityName: $entity) {
    artifactCollectionMembership(name: $name) {
      versionIndex
      aliases { alias }
      artifactCollection { name project { name entity { name } } }
      artifact {
        id versionIndex artifactType { name } description metadata tags { name } state size digest fileCount createdAt
      }
    }
  }
}`,
} as const;

export const ARTIFACT_BY_ID = {
  operationName: "ArtifactByID",
  query: `query ArtifactByID($id: ID!) { artifact(id: $id) { id state versionIndex } }`,
} as const;

export const ARTIFACT_MANIFEST = {
  operationName: "FetchArtifactManifest",
  query: `query FetchArtifactManifest($id: ID!) { artifact(id: $id) { currentManifest { file { directUrl } } } }`,
} as const;

export const ARTIFACT_FILE_URLS = {
  operationName: "GetArtifactMembershipFileUrls",
  query: `query GetArtifactMembershipFileUrls(
  $entity: String!, $project: String!, $collection: String!, $alias: String!, $cursor: String, $perPage: Int
) {
  project(name: $project, entityName: $entity) {
    artifactCollection(name: $collection) {
      __typename
      artifactMembership(aliasName: $alias) {
        files(after: $cursor, first: $perPage) { pageInfo { endCursor hasNextPage } edges { node { name directUrl } } }
      }
    }
  }
}`,
} as const;

export const LINK_ARTIFACT = {
  operationName: "LinkArtifact",
  query: `mutation LinkArtifact($input: LinkArtifactInput!) {
  result: linkArtifact(input: $input) { versionIndex }
}`,
} as const;

export const VIEWER = {
  operationName: "Viewer",
  query: `query Viewer { viewer { id entity } }`,
} as const;
