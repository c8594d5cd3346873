/** What W&B's schema lets clients do with artifacts. */
export const ARTIFACT_MUTATION_SCHEMA = /* GraphQL */ `
  enum CompleteMultipartAction {
    Complete
  }

  extend type Mutation {
    createArtifact(input: CreateArtifactInput!): CreateArtifactPayload
    createArtifactManifest(input: CreateArtifactManifestInput!): CreateArtifactManifestPayload
    updateArtifactManifest(input: UpdateArtifactManifestInput!): UpdateArtifactManifestPayload
    createArtifactFiles(input: CreateArtifactFilesInput!): CreateArtifactFilesPayload
    completeMultipartUploadArtifact(
      input: CompleteMultipartUploadArtifactInput!
    ): CompleteMultipartUploadArtifactPayload
    commitArtifact(input: CommitArtifactInput!): CommitArtifactPayload
    useArtifact(input: UseArtifactInput!): UseArtifactPayload
    linkArtifact(input: LinkArtifactInput!): LinkArtifactPayload
    unlinkArtifact(input: UnlinkArtifactInput!): UnlinkArtifactPayload
    updateArtifact(input: UpdateArtifactInput!): UpdateArtifactPayload
    deleteArtifact(input: DeleteArtifactInput!): DeleteArtifactPayload
    addAliases(input: AddAliasesInput!): AddAliasesPayload
    deleteAliases(input: DeleteAliasesInput!): DeleteAliasesPayload
    createArtifactCollectionTagAssignments(
      input: CreateArtifactCollectionTagAssignmentsInput!
    ): CreateArtifactCollectionTagAssignmentsPayload
    deleteArtifactCollectionTagAssignments(
      input: DeleteArtifactCollectionTagAssignmentsInput!
    ): DeleteArtifactCollectionTagAssignmentsPayload
    updateArtifactSequence(input: UpdateArtifactSequenceInput!): UpdateArtifactSequencePayload
    updateArtifactPortfolio(input: UpdateArtifactPortfolioInput!): UpdateArtifactPortfolioPayload
    moveArtifactSequence(input: MoveArtifactSequenceInput!): MoveArtifactSequencePayload
    deleteArtifactSequence(input: DeleteArtifactSequenceInput!): DeleteArtifactSequencePayload
    deleteArtifactPortfolio(input: DeleteArtifactPortfolioInput!): DeleteArtifactPortfolioPayload
  }

  type CreateArtifactPayload {
    artifact: Artifact
    clientMutationId: String
  }

  type CreateArtifactManifestPayload {
    artifactManifest: ArtifactManifest
    clientMutationId: String
  }

  type UpdateArtifactManifestPayload {
    artifactManifest: ArtifactManifest
    clientMutationId: String
  }

  type CreateArtifactFilesPayload {
    files: FileConnection
    clientMutationId: String
  }

  type CompleteMultipartUploadArtifactPayload {
    digest: String
  }

  type CommitArtifactPayload {
    artifact: Artifact
    clientMutationId: String
  }

  type UseArtifactPayload {
    artifact: Artifact
    clientMutationId: String
  }

  type LinkArtifactPayload {
    versionIndex: Int
    artifactMembership: ArtifactCollectionMembership
    clientMutationId: String
  }

  type UnlinkArtifactPayload {
    success: Boolean!
    clientMutationId: String
  }

  type UpdateArtifactPayload {
    artifact: Artifact
    clientMutationId: String
  }

  type DeleteArtifactPayload {
    artifact: Artifact
    clientMutationId: String
  }

  type AddAliasesPayload {
    success: Boolean!
    clientMutationId: String
  }

  type DeleteAliasesPayload {
    success: Boolean!
    clientMutationId: String
  }

  type CreateArtifactCollectionTagAssignmentsPayload {
    tags: [Tag!]
    clientMutationId: String
  }

  type DeleteArtifactCollectionTagAssignmentsPayload {
    success: Boolean!
    clientMutationId: String
  }

  type UpdateArtifactSequencePayload {
    artifactCollection: ArtifactCollection
    clientMutationId: String
  }

  type UpdateArtifactPortfolioPayload {
    artifactCollection: ArtifactCollection
    clientMutationId: String
  }

  type MoveArtifactSequencePayload {
    artifactCollection: ArtifactCollection
    clientMutationId: String
  }

  type DeleteArtifactSequencePayload {
    artifactCollection: ArtifactCollection
    clientMutationId: String
  }

  type DeleteArtifactPortfolioPayload {
    artifactCollection: ArtifactCollection
    clientMutationId: String
  }

  input ArtifactAliasInput {
    artifactCollectionName: String
    alias: String!
  }

  input TagInput {
    tagName: String!
    tagCategoryName: String
    attributes: JSONString
  }

  input CreateArtifactInput {
    entityName: String
    projectName: String
    runName: String
    artifactTypeName: String!
    artifactCollectionName: String
    artifactCollectionNames: [String!]
    digest: String!
    digestAlgorithm: ArtifactDigestAlgorithm
    description: String
    aliases: [ArtifactAliasInput!]
    tags: [TagInput!]
    metadata: JSONString
    labels: JSONString
    ttlDurationSeconds: Int64
    historyStep: Int64
    enableDigestDeduplication: Boolean
    distributedID: String
    clientID: ID
    sequenceClientID: ID
    storageRegion: String
    clientMutationId: String
  }

  input CreateArtifactManifestInput {
    artifactID: ID!
    baseArtifactID: ID
    name: String
    digest: String
    entityName: String
    projectName: String
    runName: String
    type: ArtifactManifestType
    clientMutationId: String
  }

  input UpdateArtifactManifestInput {
    artifactManifestID: ID!
    digest: String
    baseArtifactID: ID
    clientMutationId: String
  }

  input CreateArtifactFilesInput {
    artifactFiles: [CreateArtifactFileInput!]!
    storageLayout: ArtifactStorageLayout
    cloudRegionID: String
    clientMutationId: String
  }

  input CreateArtifactFileInput {
    artifactID: ID!
    artifactManifestID: ID
    name: String!
    md5: String!
    mimetype: String
    uploadPartsInput: [UploadPartsInput!]
  }

  input UploadPartsInput {
    partNumber: Int64!
    hexMD5: String
  }

  input CompleteMultipartUploadArtifactInput {
    completeMultipartAction: CompleteMultipartAction
    completedParts: [UploadPartsInput!]
    artifactID: ID
    storagePath: String
    uploadID: String
    clientMutationId: String
  }

  input CommitArtifactInput {
    artifactID: ID!
    clientMutationId: String
  }

  input UseArtifactInput {
    artifactID: ID!
    entityName: String
    projectName: String
    runName: String
    artifactEntityName: String
    artifactProjectName: String
    usedAs: String
    clientMutationId: String
  }

  input LinkArtifactInput {
    artifactID: ID
    clientID: ID
    artifactPortfolioID: ID
    artifactPortfolioName: String
    entityName: String
    projectName: String
    aliases: [ArtifactAliasInput!]
    clientMutationId: String
  }

  input UnlinkArtifactInput {
    artifactID: ID!
    artifactPortfolioID: ID!
    clientMutationId: String
  }

  input UpdateArtifactInput {
    artifactID: ID!
    description: String
    metadata: JSONString
    labels: JSONString
    aliases: [ArtifactAliasInput!]
    tagsToAdd: [TagInput!]
    tagsToDelete: [TagInput!]
    ttlDurationSeconds: Int64
    clientMutationId: String
  }

  input DeleteArtifactInput {
    artifactID: ID!
    deleteAliases: Boolean
    clientMutationId: String
  }

  input ArtifactCollectionAliasInput {
    entityName: String
    projectName: String
    artifactCollectionName: String!
    alias: String!
  }

  input AddAliasesInput {
    artifactID: ID!
    aliases: [ArtifactCollectionAliasInput!]!
    clientMutationId: String
  }

  input DeleteAliasesInput {
    artifactID: ID!
    aliases: [ArtifactCollectionAliasInput!]!
    clientMutationId: String
  }

  input CreateArtifactCollectionTagAssignmentsInput {
    entityName: String
    projectName: String
    artifactCollectionName: String!
    tags: [TagInput!]!
    clientMutationID: String
  }

  input DeleteArtifactCollectionTagAssignmentsInput {
    entityName: String
    projectName: String
    artifactCollectionName: String!
    tags: [TagInput!]!
    clientMutationID: String
  }

  input UpdateArtifactSequenceInput {
    artifactSequenceID: ID!
    name: String
    description: String
    clientMutationId: String
  }

  input UpdateArtifactPortfolioInput {
    artifactPortfolioID: ID!
    name: String
    description: String
    clientMutationId: String
  }

  input MoveArtifactSequenceInput {
    artifactSequenceID: ID!
    destinationArtifactTypeName: String!
    clientMutationId: String
  }

  input DeleteArtifactSequenceInput {
    artifactSequenceID: ID!
    clientMutationId: String
  }

  input DeleteArtifactPortfolioInput {
    artifactPortfolioID: ID!
    clientMutationId: String
  }

  input ArtifactManifestEntryInput {
    name: String!
    digest: String
    birthArtifactID: ID
    uploadPath: String
  }
`;
