/** The areas of the recorded cases. */
export const AREAS = [
  "steps",
  "nested",
  "reserved",
  "errors",
  "values",
  "histogram",
  "summary",
  "define-metric",
  "config",
  "mixed",
  "console",
  "media",
  "tables",
  "plots",
] as const;
