/** The operations of the wire protocol that a run asks before it goes on, as GraphQL documents. */
export const RESUME_STATUS = {
  operationName: "RunResumeStatus",
  query: `query RunResumeStatus($project: String, $entity: String, $name: String!) {
  model(name: $project, entityName: $entity) {
    id name entity { id name }
    bucket(name: $name, missingOk: true) {
      id name summaryMetrics displayName logLineCount historyLineCount eventsLineCount historyTail eventsTail
      config tags notes wandbConfig(keys: ["t"])
    }
  }
}`,
} as const;

export const REWIND_RUN = {
  operationName: "RewindRun",
  query: `mutation RewindRun(
  $runName: String!, $entity: String, $project: String, $metricName: String!, $metricValue: Float!
) {
  rewindRun(input: {
    runName: $runName, entityName: $entity, projectName: $project, metricName: $metricName, metricValue: $metricValue
  }) {
    rewoundRun {
      id name displayName config project { id name entity { id name } } historyLineCount
    }
  }
}`,
} as const;
