/** Sweeps, reports and run queues. There are none here: what reads them finds nothing, what writes them is refused. */
export const SWEEP_SCHEMA = /* GraphQL */ `
  enum RunQueueAccessType {
    PROJECT
    USER
  }

  enum RunQueuePrioritizationMode {
    DISABLED
    V0
  }

  extend type Project {
    totalSweeps: Int
    sweeps(after: String, first: Int, filters: JSONString): SweepConnection
    sweep(sweepName: String!): Sweep
    allViews(viewType: String, viewName: String, after: String, first: Int): ViewConnection
    runQueues: [RunQueue!]
    runQueue(name: String!): RunQueue
  }

  extend type Entity {
    defaultResourceConfig(id: ID!): DefaultResourceConfig
  }

  extend type Mutation {
    upsertSweep(input: UpsertSweepInput!): UpsertSweepPayload
    enqueueSweepRun(input: EnqueueSweepRunInput!): EnqueueSweepRunPayload
    createAgent(input: CreateAgentInput!): CreateAgentPayload
    agentHeartbeat(input: AgentHeartbeatInput!): AgentHeartbeatPayload
    createRunQueue(input: CreateRunQueueInput!): CreateRunQueuePayload
    upsertRunQueue(input: UpsertRunQueueInput!): UpsertRunQueuePayload
    deleteRunQueues(input: DeleteRunQueuesInput!): SuccessPayload
    deleteFromRunQueue(input: DeleteFromRunQueueInput!): SuccessPayload
    createDefaultResourceConfig(input: CreateDefaultResourceConfigInput!): CreateDefaultResourceConfigPayload
  }

  type SweepConnection {
    totalCount: Int
    pageInfo: PageInfo!
    edges: [SweepEdge!]!
  }

  type SweepEdge {
    node: Sweep
    cursor: String
  }

  type Sweep {
    id: ID!
    name: String!
    displayName: String
    method: String
    state: String!
    description: String
    bestLoss: Float
    config: String!
    controller: JSONString
    scheduler: JSONString
    createdAt: String
    updatedAt: String
    heartbeatAt: String
    earlyStopJobRunning: Boolean
    runCount: Int
    runCountExpected: Int
    project: Project
    runs(after: String, before: String, first: Int, last: Int, order: String): RunConnection
    agent(agentName: String!): Agent
    agents(after: String, first: Int): AgentConnection
  }

  type Agent {
    id: ID!
    name: String!
    host: String
    state: String
    totalRuns: Int
    createdAt: String
    heartbeatAt: String
    runs(after: String, before: String, first: Int, last: Int, order: String): RunConnection
  }

  type AgentConnection {
    edges: [AgentEdge!]!
  }

  type AgentEdge {
    node: Agent
  }

  type ViewConnection {
    pageInfo: PageInfo!
    edges: [ViewEdge!]!
  }

  type ViewEdge {
    node: View
    cursor: String
  }

  type View {
    id: ID!
    name: String
    displayName: String
    description: String
    user: User
    spec: JSONString
    createdAt: String
    updatedAt: String
  }

  type RunQueue {
    id: ID!
    name: String
    createdBy: Int
    access: RunQueueAccessType
    prioritizationMode: RunQueuePrioritizationMode
    defaultResourceConfigID: ID
    externalLinks: JSONString
    runQueueItem(id: ID!): RunQueueItem
    runQueueItems(after: String, first: Int): RunQueueItemConnection
  }

  type RunQueueItemConnection {
    edges: [RunQueueItemEdge!]!
  }

  type RunQueueItemEdge {
    node: RunQueueItem
  }

  type RunQueueItem {
    id: ID!
    state: String
    associatedRunId: String
  }

  type DefaultResourceConfig {
    config: JSONString
    resource: String
    templateVariables: [TemplateVariable!]
  }

  type TemplateVariable {
    name: String!
    schema: JSONString
  }

  input UpsertSweepInput {
    id: ID
    config: String
    description: String
    displayName: String
    entityName: String
    projectName: String
    controller: JSONString
    scheduler: JSONString
    launchScheduler: JSONString
    templateVariableValues: JSONString
    priorRunsFilters: JSONString
    state: String
    clientMutationId: String
  }

  type UpsertSweepPayload {
    sweep: Sweep
    configValidationWarnings: [String!]
    clientMutationId: String
  }

  input EnqueueSweepRunInput {
    id: ID!
    config: JSONString!
    displayName: String
    clientMutationId: String
  }

  type EnqueueSweepRunPayload {
    id: ID
    runQueueItemId: ID
  }

  input CreateAgentInput {
    host: String!
    projectName: String
    entityName: String
    sweep: String!
    clientMutationId: String
  }

  type CreateAgentPayload {
    agent: Agent
    clientMutationId: String
  }

  input AgentHeartbeatInput {
    id: ID!
    metrics: JSONString
    runState: JSONString
    clientMutationId: String
  }

  type AgentHeartbeatPayload {
    agent: Agent
    commands: JSONString
    clientMutationId: String
  }

  input CreateRunQueueInput {
    entityName: String
    projectName: String
    queueName: String!
    access: RunQueueAccessType
    prioritizationMode: RunQueuePrioritizationMode
    defaultResourceConfigID: ID
    clientMutationId: String
  }

  type CreateRunQueuePayload {
    success: Boolean
    queueID: ID
    clientMutationId: String
  }

  input UpsertRunQueueInput {
    entityName: String
    projectName: String
    queueName: String!
    resourceType: String
    resourceConfig: JSONString
    templateVariables: JSONString
    prioritizationMode: RunQueuePrioritizationMode
    externalLinks: JSONString
    clientMutationId: String
  }

  type UpsertRunQueuePayload {
    success: Boolean
    configSchemaValidationErrors: [String!]
    clientMutationId: String
  }

  input DeleteRunQueuesInput {
    queueIDs: [ID!]!
    clientMutationId: String
  }

  input DeleteFromRunQueueInput {
    queueID: ID!
    runQueueItemId: ID!
    clientMutationId: String
  }

  input CreateDefaultResourceConfigInput {
    entityName: String
    resource: String
    config: JSONString
    templateVariables: JSONString
    clientMutationId: String
  }

  type CreateDefaultResourceConfigPayload {
    defaultResourceConfigID: ID
    success: Boolean
    clientMutationId: String
  }
`;
