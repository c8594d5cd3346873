import type { JsonObject, RunDetail } from "@stepwell/protocol";
import { formatJson } from "../../lib/format-json.ts";
import type { KeyValueRow } from "./key-values.tsx";

const wanted: readonly (readonly [name: string, ...fields: string[]])[] = [
  ["host", "host"],
  ["system", "os"],
  ["runtime", "runtime", "python"],
  ["command", "program", "codePath"],
  ["arguments", "args"],
  ["processors", "cpu_count", "cpuCount"],
  ["device", "gpu"],
  ["folder", "root", "rootPath"],
];

/** What is known of the machine, the command and the code. */
export function machineFacts({ run, environment, git }: RunDetail): KeyValueRow[] {
  const rows: KeyValueRow[] = [];
  for (const [name, ...fields] of wanted) {
    const value = fields.map((field) => fieldOf(environment, field)).find((text) => text !== "");
    if (value !== undefined) rows.push({ name, value });
    else if (name === "host" && run.host !== "") rows.push({ name, value: run.host });
  }
  if (git !== null && git.commit !== "") rows.push({ name: "git commit", value: git.commit });
  if (git !== null && git.remote !== "") rows.push({ name: "git remote", value: git.remote });
  return [...rows, { name: "run id", value: run.id }];
}

function fieldOf(environment: JsonObject | null, field: string): string {
  const value = environment !== null && Object.hasOwn(environment, field) ? environment[field] : undefined;
  if (value === undefined || value === null || value === 0) return "";
  const text = formatJson(value);
  return text === "[]" || text === "{}" ? "" : text;
}
