/** Automations and registries. There are none here: what reads them finds nothing, what writes them is refused. */
export const AUTOMATION_SCHEMA = /* GraphQL */ `
  extend type Entity {
    triggers(after: String, first: Int, order: String, filters: JSONString): TriggerConnection
    integrations(after: String, first: Int): IntegrationConnection
  }

  extend type Organization {
    triggers(after: String, first: Int, order: String, filters: JSONString): TriggerConnection
  }

  extend type Project {
    triggers: [Trigger!]
  }

  extend type Mutation {
    createFilterTrigger(input: CreateFilterTriggerInput!): FilterTriggerPayload
    updateFilterTrigger(input: UpdateFilterTriggerInput!): FilterTriggerPayload
    deleteTrigger(input: DeleteTriggerInput!): SuccessPayload
    createGenericWebhookIntegration(input: CreateGenericWebhookIntegrationInput!): IntegrationPayload
    renameProject(input: RenameProjectInput!): UpsertModelPayload
    createProjectMembers(input: CreateProjectMembersInput!): SuccessPayload
    deleteProjectMembers(input: DeleteProjectMembersInput!): SuccessPayload
    updateProjectMember(input: UpdateProjectMemberInput!): SuccessPayload
    updateProjectTeamMember(input: UpdateProjectTeamMemberInput!): SuccessPayload
  }

  type TriggerConnection {
    pageInfo: PageInfo!
    edges: [TriggerEdge!]!
  }

  type TriggerEdge {
    node: Trigger
  }

  union TriggerScope = Project | ArtifactSequence | ArtifactPortfolio | Entity

  union TriggeringCondition = FilterEventTriggeringCondition

  union TriggeredAction =
    | QueueJobTriggeredAction
    | NotificationTriggeredAction
    | GenericWebhookTriggeredAction
    | NoOpTriggeredAction
    | ARIATriggeredAction

  type Trigger {
    id: ID!
    name: String!
    description: String
    enabled: Boolean!
    createdAt: String!
    updatedAt: String
    scope: TriggerScope
    triggeringCondition: TriggeringCondition
    triggeredAction: TriggeredAction
  }

  type FilterEventTriggeringCondition {
    eventType: String!
    filter: JSONString!
  }

  type QueueJobTriggeredAction {
    queue: RunQueue
    template: JSONString!
  }

  type NotificationTriggeredAction {
    integration: Integration
    title: String
    message: String
    severity: AlertSeverity
  }

  type GenericWebhookTriggeredAction {
    integration: Integration
    requestPayload: JSONString
  }

  type NoOpTriggeredAction {
    noOp: Boolean
  }

  type ARIATriggeredAction {
    prompt: String
  }

  union Integration = SlackIntegration | GenericWebhookIntegration

  type SlackIntegration {
    id: ID!
    teamName: String
    channelName: String
  }

  type GenericWebhookIntegration {
    id: ID!
    name: String
    urlEndpoint: String
  }

  type IntegrationConnection {
    pageInfo: PageInfo!
    edges: [IntegrationEdge!]!
  }

  type IntegrationEdge {
    node: Integration
  }

  input CreateFilterTriggerInput {
    name: String
    description: String
    enabled: Boolean
    scopeType: String
    scopeID: ID
    triggeringEventType: String
    eventFilter: JSONString
    triggeredActionType: String
    triggeredActionConfig: JSON
    clientMutationId: String
  }

  input UpdateFilterTriggerInput {
    id: ID!
    name: String
    description: String
    enabled: Boolean
    scopeType: String
    scopeID: ID
    triggeringEventType: String
    eventFilter: JSONString
    triggeredActionType: String
    triggeredActionConfig: JSON
    clientMutationId: String
  }

  type FilterTriggerPayload {
    trigger: Trigger
    clientMutationId: String
  }

  input DeleteTriggerInput {
    triggerID: ID!
    clientMutationId: String
  }

  input CreateGenericWebhookIntegrationInput {
    entityName: String
    name: String
    urlEndpoint: String
    secretRef: String
    accessTokenRef: String
    clientMutationId: String
  }

  type IntegrationPayload {
    integration: Integration
    clientMutationId: String
  }

  input RenameProjectInput {
    entityName: String
    oldProjectName: String
    newProjectName: String
    clientMutationId: String
  }

  input CreateProjectMembersInput {
    projectId: ID!
    userIds: [ID!]
    teamIds: [ID!]
    clientMutationId: String
  }

  input DeleteProjectMembersInput {
    projectId: ID!
    userIds: [ID!]
    teamIds: [ID!]
    clientMutationId: String
  }

  input UpdateProjectMemberInput {
    projectId: ID!
    userId: ID!
    userProjectRole: String
    clientMutationId: String
  }

  input UpdateProjectTeamMemberInput {
    projectId: ID!
    teamId: ID!
    teamProjectRole: String
    clientMutationId: String
  }
`;
