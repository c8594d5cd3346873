/** The part of W&B's schema about artifacts. Required members are those that its Python client refuses to go without. */
export const ARTIFACT_SCHEMA = /* GraphQL */ `
  scalar Int64

  enum ArtifactState {
    PENDING
    COMMITTED
    DELETED
  }

  enum ArtifactManifestType {
    FULL
    INCREMENTAL
    PATCH
  }

  enum ArtifactStorageLayout {
    V1
    V2
  }

  enum ArtifactDigestAlgorithm {
    MANIFEST_MD5
    MANIFEST_XXH128
  }

  enum ArtifactCollectionState {
    READY
    DELETED
  }

  enum ArtifactCollectionType {
    SEQUENCE
    PORTFOLIO
  }

  extend type Query {
    artifact(id: ID!): Artifact
    artifactCollection(id: ID!): ArtifactCollection
    clientIDMapping(clientID: ID!): ClientIDMapping
  }

  type ClientIDMapping {
    serverID: ID!
  }

  extend type Entity {
    xxhashDigestsEnabled: Boolean
    user: User
  }

  extend type User {
    organizations: [Organization!]
  }

  extend type Organization {
    orgEntity: Entity
  }

  extend type Project {
    internalId: ID!
    createdAt: String
    artifact(name: String!): Artifact
    artifactType(name: String!): ArtifactType
    artifactTypes(after: String, first: Int, includeAll: Boolean): ArtifactTypeConnection
    artifactCollection(name: String!): ArtifactCollection
    artifactCollections(
      after: String
      first: Int
      filters: JSONString
      order: String
      collectionTypes: [ArtifactCollectionType!]
    ): ArtifactCollectionConnection
    artifactCollectionMembership(name: String!): ArtifactCollectionMembership
  }

  extend type Run {
    inputArtifacts(after: String, first: Int): ArtifactConnection
    outputArtifacts(after: String, first: Int): ArtifactConnection
  }

  type ArtifactType {
    id: ID!
    name: String!
    description: String
    createdAt: String!
    artifactCollection(name: String!): ArtifactCollection
    artifactCollections(
      after: String
      first: Int
      filters: JSONString
      order: String
    ): ArtifactCollectionConnection
  }

  interface ArtifactCollection {
    id: ID!
    name: String!
    description: String
    createdAt: String!
    updatedAt: String
    state: ArtifactCollectionState!
    project: Project
    defaultArtifactType: ArtifactType!
    tags(after: String, first: Int): TagConnection!
    aliases(after: String, first: Int): ArtifactAliasConnection!
    artifacts(after: String, first: Int, order: String, filters: JSONString): VersionedArtifactConnection
    artifactMembership(aliasName: String!): ArtifactCollectionMembership
  }

  type ArtifactSequence implements ArtifactCollection {
    id: ID!
    name: String!
    description: String
    createdAt: String!
    updatedAt: String
    state: ArtifactCollectionState!
    project: Project
    defaultArtifactType: ArtifactType!
    tags(after: String, first: Int): TagConnection!
    aliases(after: String, first: Int): ArtifactAliasConnection!
    artifacts(after: String, first: Int, order: String, filters: JSONString): VersionedArtifactConnection
    artifactMembership(aliasName: String!): ArtifactCollectionMembership
    latestArtifact: Artifact
    digestAlgorithm: ArtifactDigestAlgorithm
  }

  type ArtifactPortfolio implements ArtifactCollection {
    id: ID!
    name: String!
    description: String
    createdAt: String!
    updatedAt: String
    state: ArtifactCollectionState!
    project: Project
    defaultArtifactType: ArtifactType!
    tags(after: String, first: Int): TagConnection!
    aliases(after: String, first: Int): ArtifactAliasConnection!
    artifacts(after: String, first: Int, order: String, filters: JSONString): VersionedArtifactConnection
    artifactMembership(aliasName: String!): ArtifactCollectionMembership
  }

  type ArtifactCollectionMembership {
    id: ID!
    versionIndex: Int
    createdAt: String!
    aliases: [ArtifactAlias!]!
    artifactCollection: ArtifactCollection
    artifact: Artifact
    files(names: [String!], after: String, first: Int): FileConnection
  }

  type Artifact {
    id: ID!
    artifactSequence: ArtifactSequence!
    artifactType: ArtifactType!
    versionIndex: Int
    description: String
    metadata: JSONString
    ttlDurationSeconds: Int64!
    ttlIsInherited: Boolean!
    tags: [Tag!]!
    historyStep: Int
    state: ArtifactState!
    size: Int64!
    digest: String!
    digestAlgorithm: ArtifactDigestAlgorithm
    commitHash: String
    fileCount: Int!
    createdAt: String!
    updatedAt: String
    aliases: [ArtifactAlias!]
    artifactMemberships: ArtifactCollectionMembershipConnection!
    createdBy: ArtifactCreator
    usedBy: RunConnection!
    currentManifest: ArtifactManifest
    files(names: [String!], after: String, first: Int): FileConnection
    filesByManifestEntries(
      entries: [ArtifactManifestEntryInput!]
      storageLayout: String!
      manifestVersion: String!
      storageRegion: String
    ): FileConnection
  }

  union ArtifactCreator = Run

  type ArtifactAlias {
    id: ID!
    alias: String!
    artifactCollection: ArtifactCollection
  }

  type Tag {
    id: ID!
    name: String!
  }

  type ArtifactManifest {
    id: ID!
    digest: String
    file: File!
  }
`;
