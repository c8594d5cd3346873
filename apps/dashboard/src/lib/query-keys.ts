/** The names under which replies of the server are kept. */
export const queryKeys = {
  server: () => ["server"] as const,
  account: () => ["account"] as const,
  keys: () => ["account", "keys"] as const,
  keysOf: (user: string) => ["account", "keys", user] as const,
  users: () => ["account", "users"] as const,
  projects: () => ["projects"] as const,
  projectSize: (project: string) => ["project-size", project] as const,
  projectBest: (project: string, metric: string) => ["project-best", project, metric] as const,
  /** Runs that go on, by project and number of them. */
  running: (projects: readonly string[]) => ["running", ...projects] as const,
  foundRuns: (projects: readonly string[], query: string) => ["found-runs", query, ...projects] as const,
  latestRuns: () => ["latest-runs"] as const,
  runs: (project: string) => ["runs", project] as const,
  /** Pages of tables of runs: `question` is the filter and the sort as text. */
  runTables: (project: string) => ["run-table", project] as const,
  runTable: (project: string, question: string, columns: readonly string[], page: number) =>
    ["run-table", project, question, columns, page] as const,
  /** Runs of the chart over a table. */
  runPlot: (project: string, question: string) => ["run-plot", project, question] as const,
  /** How many runs a question finds now, asked after `news` new ones. */
  runTotal: (project: string, question: string, news: number) =>
    ["run-total", project, question, news] as const,
  /** How many runs came since the page was opened. */
  runNews: (project: string) => ["run-news", project] as const,
  runGroups: (project: string, question: string) => ["run-groups", project, question] as const,
  runValues: (project: string, path: string, question: string) =>
    ["run-values", project, path, question] as const,
  /** What runs can be found by: their fields. */
  runKeys: (project: string) => ["run-keys", project] as const,
  /** What its runs have logged. */
  projectKeys: (project: string) => ["project-keys", project] as const,
  /** What was measured of the machines of its runs. */
  systemKeys: (project: string) => ["project-keys", project, "events"] as const,
  views: (project: string) => ["views", project] as const,
  savedView: (project: string, name: string) => ["views", project, name] as const,
  run: (project: string, run: string) => ["run", project, run] as const,
  seen: (project: string, run: string) => ["seen", project, run] as const,
  cells: (project: string, run: string, key: string) => ["cells", project, run, key] as const,
  /** Cells of every key. */
  cellsOf: (project: string, run: string) => ["cells", project, run] as const,
  console: (project: string, run: string) => ["console", project, run] as const,
  consoleLines: (project: string, run: string) => ["console-lines", project, run] as const,
  consoleMatches: (project: string, run: string, condition: string) =>
    ["console-matches", project, run, condition] as const,
  consoleLength: (project: string, run: string) => ["console-length", project, run] as const,
  runArtifacts: (project: string, run: string) => ["run-artifacts", project, run] as const,
  badValues: (project: string, run: string) => ["bad-values", project, run] as const,
  alertSteps: (project: string, run: string, rows: readonly number[]) =>
    ["alert-steps", project, run, rows] as const,
  lastLines: (project: string, run: string) => ["last-lines", project, run] as const,
  stepsAt: (project: string, run: string, times: readonly number[]) =>
    ["steps-at", project, run, times] as const,
  metricAt: (project: string, run: string, metric: string, step: number) =>
    ["metric-at", project, run, metric, step] as const,
  runNames: (project: string) => ["run-names", project] as const,
  runOrder: (project: string) => ["run-order", project] as const,
  tags: (project: string) => ["tags", project] as const,
  artifacts: (project: string) => ["artifacts", project] as const,
  artifactVersions: (project: string, name: string) => ["artifacts", project, name] as const,
  artifactVersion: (project: string, name: string, version: string) =>
    ["artifacts", project, name, version] as const,
  artifactFiles: (project: string, name: string, version: string) =>
    ["artifact-files", project, name, version] as const,
  code: (project: string, run: string) => ["code", project, run] as const,
  codeText: (runs: readonly string[], path: string) => ["code-text", path, ...runs] as const,
  packages: (project: string, run: string) => ["packages", project, run] as const,
  fileText: (project: string, run: string, path: string, most: number) =>
    ["file-text", project, run, path, most] as const,
  files: (project: string, run: string) => ["files", project, run] as const,
  /** Files of several runs, each as `project/run`. */
  filesOf: (runs: readonly string[]) => ["files-of", ...runs] as const,
};
