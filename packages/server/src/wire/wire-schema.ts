import { buildSchema } from "graphql";
import type { GraphQLSchema } from "graphql";
import { ACCOUNT_SCHEMA } from "./account-schema.ts";
import { ARTIFACT_MUTATION_SCHEMA } from "./artifact-mutation-schema.ts";
import { ARTIFACT_SCHEMA } from "./artifact-schema.ts";
import { AUTOMATION_SCHEMA } from "./automation-schema.ts";
import { CONNECTION_SCHEMA } from "./connection-schema.ts";
import { RUN_MUTATION_SCHEMA } from "./run-mutation-schema.ts";
import { RUN_READING_SCHEMA } from "./run-reading-schema.ts";
import { SWEEP_SCHEMA } from "./sweep-schema.ts";
import { withTextScalar } from "./text-scalar.ts";

const schema = buildSchema(/* GraphQL */ `
  scalar JSONString
  scalar Duration
  scalar JSON

  enum AlertSeverity {
    INFO
    WARN
    ERROR
  }

  type Query {
    viewer: User
    serverInfo: ServerInfo
    entity(name: String): Entity
    project(name: String, entityName: String): Project
    model(name: String, entityName: String): Project
  }

  type User {
    id: ID!
    name: String
    username: String
    email: String
    entity: String
    admin: Boolean
    flags: JSONString
    teams(first: Int, after: String): EntityConnection
  }

  type EntityConnection {
    edges: [EntityEdge!]!
  }

  type EntityEdge {
    node: Entity
  }

  type ServerInfo {
    features: [ServerFeature!]!
  }

  type ServerFeature {
    name: String!
    isEnabled: Boolean!
  }

  type Entity {
    id: ID!
    name: String!
    isTeam: Boolean
    organization: Organization
    project(name: String): Project
  }

  type Organization {
    id: ID!
    name: String
    coreWeaveOrganizationId: String
  }

  type Project {
    id: ID!
    name: String!
    entityName: String!
    entity: Entity!
    bucket(name: String, missingOk: Boolean): Run
    run(name: String!, desc: String): Run
  }

  type Run {
    id: ID!
    name: String!
    displayName: String
    description: String
    notes: String
    tags: [String!]
    state: String
    config: JSONString
    wandbConfig(keys: [String!]): JSONString
    summaryMetrics: JSONString
    group: String
    jobType: String
    sweepName: String
    project: Project
    historyLineCount: Int
    eventsLineCount: Int
    logLineCount: Int
    historyTail: JSONString
    eventsTail: JSONString
    stopped: Boolean
    projectId: ID!
    commit: String
    readOnly: Boolean
    createdAt: String
    heartbeatAt: String
    user: User
    systemMetrics: JSONString
    historyKeys: JSON
  }

  type Mutation {
    upsertBucket(input: UpsertBucketInput!): UpsertBucketPayload
    createRunFiles(input: CreateRunFilesInput!): CreateRunFilesPayload
    rewindRun(input: RewindRunInput!): RewindRunPayload
    markRunFilesUploaded(input: MarkRunFilesUploadedInput!): MarkRunFilesUploadedPayload
    notifyScriptableRunAlert(input: NotifyScriptableRunAlertInput!): NotifyScriptableRunAlertPayload
  }

  input UpsertBucketInput {
    id: String
    name: String
    groupName: String
    modelName: String
    entityName: String
    description: String
    displayName: String
    notes: String
    config: JSONString
    commit: String
    host: String
    debug: Boolean
    jobProgram: String
    jobRepo: String
    jobType: String
    state: String
    sweep: String
    tags: [String!]
    summaryMetrics: JSONString
    clientMutationId: String
  }

  type UpsertBucketPayload {
    bucket: Run
    inserted: Boolean
    clientMutationId: String
  }

  input CreateRunFilesInput {
    entityName: String
    projectName: String
    runName: String
    files: [String!]!
    clientMutationId: String
  }

  type CreateRunFilesPayload {
    runID: ID
    uploadHeaders: [String!]
    files: [File!]
    clientMutationId: String
  }

  type File {
    id: ID
    name: String!
    uploadUrl: String
    directUrl: String
  }

  input RewindRunInput {
    runName: String!
    entityName: String
    projectName: String
    metricName: String
    metricValue: Float!
    clientMutationId: String
  }

  type RewindRunPayload {
    rewoundRun: Run
    clientMutationId: String
  }

  input MarkRunFilesUploadedInput {
    entityName: String
    projectName: String
    runName: String
    files: [String!]!
    clientMutationId: String
  }

  type MarkRunFilesUploadedPayload {
    success: Boolean!
    clientMutationId: String
  }

  input NotifyScriptableRunAlertInput {
    entityName: String
    projectName: String
    runName: String
    title: String
    text: String
    severity: AlertSeverity
    waitDuration: Duration
    clientMutationId: String
  }

  type NotifyScriptableRunAlertPayload {
    success: Boolean
    clientMutationId: String
  }
  ${ARTIFACT_SCHEMA}
  ${CONNECTION_SCHEMA}
  ${ARTIFACT_MUTATION_SCHEMA}
  ${RUN_READING_SCHEMA}
  ${RUN_MUTATION_SCHEMA}
  ${ACCOUNT_SCHEMA}
  ${SWEEP_SCHEMA}
  ${AUTOMATION_SCHEMA}
`);

/**
 * The part of W&B's schema that logging, `wandb sync`, resuming and artifacts use. What clients may send as null is nullable,
 * ids are texts, and everything else is answered with a GraphQL error, which clients take well.
 */
export const wireSchema: GraphQLSchema = withTextScalar(schema, "JSONString");
