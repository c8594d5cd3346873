/** Pages of lists in W&B's schema, and files, which only come in lists. */
export const CONNECTION_SCHEMA = /* GraphQL */ `
  type PageInfo {
    endCursor: String
    hasNextPage: Boolean!
  }

  type ArtifactTypeConnection {
    pageInfo: PageInfo!
    edges: [ArtifactTypeEdge!]!
  }

  type ArtifactTypeEdge {
    node: ArtifactType
    cursor: String!
  }

  type ArtifactCollectionConnection {
    totalCount: Int!
    pageInfo: PageInfo!
    edges: [ArtifactCollectionEdge!]!
  }

  type ArtifactCollectionEdge {
    node: ArtifactCollection
    cursor: String!
  }

  type ArtifactCollectionMembershipConnection {
    edges: [ArtifactCollectionMembershipEdge!]!
  }

  type ArtifactCollectionMembershipEdge {
    node: ArtifactCollectionMembership
  }

  type RunConnection {
    totalCount: Int
    pageInfo: PageInfo
    edges: [RunEdge!]!
  }

  type RunEdge {
    node: Run
    cursor: String
  }

  type ArtifactConnection {
    totalCount: Int!
    pageInfo: PageInfo!
    edges: [ArtifactEdge!]!
  }

  type ArtifactEdge {
    node: Artifact
    cursor: String!
  }

  type VersionedArtifactConnection {
    totalCount: Int!
    pageInfo: PageInfo!
    edges: [VersionedArtifactEdge!]!
  }

  type VersionedArtifactEdge {
    version: String
    node: Artifact
    cursor: String!
  }

  type ArtifactAliasConnection {
    pageInfo: PageInfo!
    edges: [ArtifactAliasEdge!]!
  }

  type ArtifactAliasEdge {
    node: ArtifactAlias
  }

  type TagConnection {
    edges: [TagEdge!]!
  }

  type TagEdge {
    node: Tag
  }

  extend type File {
    displayName: String
    url(upload: Boolean): String
    sizeBytes: Int64
    storagePath: String
    mimetype: String
    updatedAt: String
    digest: String
    md5: String
    uploadHeaders: [String!]
    uploadMultipartUrls: UploadMultipartUrls
    artifact: Artifact
  }

  type UploadUrlPart {
    partNumber: Int64!
    uploadUrl: String!
  }

  type FileConnection {
    totalCount: Int!
    pageInfo: PageInfo!
    edges: [FileEdge!]!
  }

  type FileEdge {
    node: File
    cursor: String!
  }

  type UploadMultipartUrls {
    uploadID: String!
    uploadUrlParts: [UploadUrlPart!]!
  }
`;
