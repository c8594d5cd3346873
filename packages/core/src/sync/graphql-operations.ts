/** The operations of the wire protocol that delivery needs, as GraphQL documents. */
export const SERVER_FEATURES = {
  operationName: "ServerFeaturesQuery",
  query: `query ServerFeaturesQuery { serverInfo { features { name isEnabled } } }`,
} as const;

export const UPSERT_BUCKET = {
  operationName: "UpsertBucket",
  query: `mutation UpsertBucket(
  $name: String, $project: String, $entity: String, $groupName: String, $displayName: String, $notes: String,
  $jobType: String, $host: String, $config: JSONString, $tags: [String!], $program: String, $commit: String,
  $repo: String, $sweep: String
) {
  upsertBucket(input: {
    name: $name, modelName: $project, entityName: $entity, groupName: $groupName, displayName: $displayName,
    notes: $notes, jobType: $jobType, host: $host, config: $config, tags: $tags, jobProgram: $program,
    commit: $commit, jobRepo: $repo, sweep: $sweep
  }) {
    bucket { id name displayName project { name entity { name } } historyLineCount }
    inserted
  }
}`,
} as const;

export const CREATE_RUN_FILES = {
  operationName: "CreateRunFiles",
  query: `mutation CreateRunFiles($entity: String!, $project: String!, $run: String!, $files: [String!]!) {
  createRunFiles(input: { entityName: $entity, projectName: $project, runName: $run, files: $files }) {
    runID uploadHeaders files { name uploadUrl }
  }
}`,
} as const;

export const RUN_RESUME_STATUS = {
  operationName: "RunResumeStatus",
  query: `query RunResumeStatus($project: String, $entity: String, $name: String!) {
  model(name: $project, entityName: $entity) {
    bucket(name: $name, missingOk: true) { historyLineCount eventsLineCount logLineCount }
  }
}`,
} as const;

export const NOTIFY_ALERT = {
  operationName: "NotifyScriptableRunAlert",
  query: `mutation NotifyScriptableRunAlert(
  $entityName: String!, $projectName: String!, $runName: String!, $title: String!, $text: String!,
  $severity: AlertSeverity, $waitDuration: Duration
) {
  notifyScriptableRunAlert(input: {
    entityName: $entityName, projectName: $projectName, runName: $runName, title: $title, text: $text,
    severity: $severity, waitDuration: $waitDuration
  }) {
    success
  }
}`,
} as const;
