/** What W&B's reader may do to runs and projects. */
export const RUN_MUTATION_SCHEMA = /* GraphQL */ `
  extend type Mutation {
    deleteRun(input: DeleteRunInput!): DeleteRunPayload
    stopRun(input: StopRunInput!): StopRunPayload
    updateRunState(input: UpdateRunStateInput!): UpdateRunStatePayload
    deleteFiles(input: DeleteFilesInput!): DeleteFilesPayload
    upsertModel(input: UpsertModelInput!): UpsertModelPayload
    deleteModel(input: DeleteModelInput!): DeleteModelPayload
    createCustomChart(input: CreateCustomChartInput!): CreateCustomChartPayload
  }

  input DeleteRunInput {
    id: ID!
    deleteArtifacts: Boolean
    clientMutationId: String
  }

  type DeleteRunPayload {
    clientMutationId: String
  }

  input StopRunInput {
    id: ID!
    clientMutationId: String
  }

  type StopRunPayload {
    success: Boolean
    clientMutationId: String
  }

  input UpdateRunStateInput {
    id: ID!
    state: String!
    clientMutationId: String
  }

  type UpdateRunStatePayload {
    success: Boolean
    clientMutationId: String
  }

  input DeleteFilesInput {
    files: [ID!]!
    projectId: Int
    clientMutationId: String
  }

  type DeleteFilesPayload {
    success: Boolean
    clientMutationId: String
  }

  input UpsertModelInput {
    id: String
    name: String
    entityName: String
    description: String
    access: String
    views: JSONString
    framework: String
    allowAllArtifactTypesInRegistry: Boolean
    artifactTypes: [ArtifactTypeInput!]
    clientMutationId: String
  }

  input ArtifactTypeInput {
    name: String!
    description: String
  }

  type UpsertModelPayload {
    project: Project
    model: Project
    inserted: Boolean
    clientMutationId: String
  }

  input DeleteModelInput {
    id: String!
    clientMutationId: String
  }

  type DeleteModelPayload {
    success: Boolean
    clientMutationId: String
  }

  input CreateCustomChartInput {
    entity: String!
    name: String!
    displayName: String
    type: String
    access: String
    spec: JSONString!
    clientMutationId: String
  }

  type CreateCustomChartPayload {
    chart: CustomChart
    clientMutationId: String
  }

  type CustomChart {
    id: ID!
    name: String
    displayName: String
    type: String
    spec: JSONString
  }
`;
