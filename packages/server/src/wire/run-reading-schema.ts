/** What W&B's reader asks of a run besides what logging needs. Members are nullable where its clients take null. */
export const RUN_READING_SCHEMA = /* GraphQL */ `
  extend type Project {
    runCount(filters: JSONString): Int
    runs(filters: JSONString, after: String, first: Int, order: String): RunConnection
  }

  extend type Run {
    history(samples: Int, minStep: Int64, maxStep: Int64): [JSONString!]
    events(samples: Int, minStep: Int64, maxStep: Int64): [JSONString!]
    sampledHistory(specs: [JSONString!]!): [JSON]
    parquetHistory(liveKeys: [String!]!): ParquetHistory
    logLines(after: String, first: Int, last: Int, useImprovedPagination: Boolean): LogLineConnection
    fileCount: Int
    files(names: [String], after: String, first: Int, pattern: String): FileConnection
    sweep: Sweep
    exitcode: Int
    shouldStop: Boolean
    failed: Boolean
    running: Boolean
    host: String
  }

  type ParquetHistory {
    parquetUrls: [String!]
    liveData: [JSON]
  }

  type LogLineConnection {
    totalCount: Int!
    pageInfo: PageInfo!
    edges: [LogLineEdge!]!
  }

  type LogLineEdge {
    node: LogLine!
    cursor: String!
  }

  type LogLine {
    number: Int!
    timestamp: String
    level: String
    label: String
    line: String
  }
`;
