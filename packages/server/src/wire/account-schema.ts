/** Projects, people and teams as W&B's reader asks for them. What this server has none of is null or an empty list. */
export const ACCOUNT_SCHEMA = /* GraphQL */ `
  enum RampIDType {
    OrgName
    EntityName
    UserName
  }

  extend type Query {
    models(entityName: String, after: String, first: Int): ProjectConnection
    organization(name: String): Organization
    users(query: String, first: Int, after: String): UserConnection
  }

  extend type Mutation {
    createTeam(input: CreateTeamInput!): CreateTeamPayload
    createInvite(input: CreateInviteInput!): CreateInvitePayload
    deleteInvite(input: DeleteInviteInput!): SuccessPayload
    createServiceAccount(input: CreateServiceAccountInput!): UserPayload
    createUser(input: CreateUserInput!): UserPayload
    generateApiKey(input: GenerateApiKeyInput!): GenerateApiKeyPayload
    deleteApiKey(input: DeleteApiKeyInput!): SuccessPayload
  }

  extend type ServerInfo {
    cliVersionInfo: JSON
    latestLocalVersionInfo: LatestLocalVersionInfo
  }

  type LatestLocalVersionInfo {
    outOfDate: Boolean!
    latestVersionString: String!
    versionOnThisInstanceString: String!
  }

  type ProjectConnection {
    totalCount: Int!
    pageInfo: PageInfo!
    edges: [ProjectEdge!]!
  }

  type ProjectEdge {
    node: Project
    cursor: String!
  }

  extend type Project {
    updatedAt: String
    isBenchmark: Boolean!
    description: String
    access: String
    views: JSONString
    readOnly: Boolean
    user: User
    members(first: Int, after: String): [ProjectMember!]
    teamMembers: [ProjectTeamMember!]
    allowAllArtifactTypesInRegistry: Boolean
  }

  type ProjectMember {
    id: ID!
    name: String
    username: String
    email: String
    role: Role
  }

  type ProjectTeamMember {
    team: Entity
    role: Role
  }

  type Role {
    name: String!
  }

  extend type User {
    deletedAt: String
    photoUrl: String
    apiKeys(first: Int, after: String): ApiKeyConnection
    projects(after: String, first: Int): ProjectConnection
  }

  type UserConnection {
    edges: [UserEdge!]!
  }

  type UserEdge {
    node: User
  }

  type ApiKeyConnection {
    edges: [ApiKeyEdge!]!
  }

  type ApiKeyEdge {
    node: ApiKey
  }

  type ApiKey {
    id: ID!
    name: String!
    description: String
  }

  extend type Entity {
    available: Boolean
    photoUrl: String
    readOnly: Boolean
    readOnlyAdmin: Boolean
    entityType: String
    privateOnly: Boolean
    storageBytes: Int64
    codeSavingEnabled: Boolean
    defaultAccess: String
    isPaid: Boolean
    limits: JSON
    members: [Member!]!
    projects(after: String, first: Int, filters: JSONString, order: String): ProjectConnection
    artifactCollections(
      after: String
      first: Int
      filters: JSONString
      projectFilters: JSONString
      order: String
      collectionTypes: [ArtifactCollectionType!]
    ): ArtifactCollectionConnection
    artifactMemberships(
      after: String
      first: Int
      filters: JSONString
      projectFilters: JSONString
      collectionFilters: JSONString
      order: String
    ): ArtifactCollectionMembershipConnection
  }

  extend type ArtifactCollectionMembershipConnection {
    pageInfo: PageInfo
  }

  type Member {
    id: ID!
    admin: Boolean
    role: String
    pending: Boolean
    email: String
    username: String
    name: String
    photoUrl: String
    accountType: String
    apiKey: String
  }

  extend type Organization {
    featureFlags(rampIDType: RampIDType!): [FeatureFlag!]
    advancedRegistryFeatures: AdvancedRegistryFeatures
  }

  type FeatureFlag {
    rampKey: String!
    isEnabled: Boolean!
  }

  type AdvancedRegistryFeatures {
    advancedSearch: Boolean
  }

  input CreateTeamInput {
    teamName: String!
    teamAdminUserName: String
    clientMutationId: String
  }

  type CreateTeamPayload {
    entity: Entity
    clientMutationId: String
  }

  input CreateInviteInput {
    entityName: String!
    email: String
    username: String
    admin: Boolean
    clientMutationId: String
  }

  type CreateInvitePayload {
    invite: Invite
    clientMutationId: String
  }

  type Invite {
    id: ID!
    name: String
    email: String
    createdAt: String
    toUser: User
  }

  input DeleteInviteInput {
    id: String
    entityName: String
    clientMutationId: String
  }

  input CreateServiceAccountInput {
    entityName: String!
    description: String!
    clientMutationId: String
  }

  input CreateUserInput {
    email: String!
    admin: Boolean
    clientMutationId: String
  }

  type UserPayload {
    user: User
    clientMutationId: String
  }

  input GenerateApiKeyInput {
    description: String
    clientMutationId: String
  }

  type GenerateApiKeyPayload {
    apiKey: ApiKey
    clientMutationId: String
  }

  input DeleteApiKeyInput {
    id: String!
    clientMutationId: String
  }

  type SuccessPayload {
    success: Boolean!
    clientMutationId: String
  }
`;
