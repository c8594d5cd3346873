import type { Json, JsonObject } from "../json.ts";
import type { Timestamp } from "../record.ts";
import {
  APPLE_FIELDS,
  CPU_FIELDS,
  DISK_FIELDS,
  ENVIRONMENT_FIELDS,
  GPU_AMD_FIELDS,
  GPU_NVIDIA_FIELDS,
} from "./environment-fields.ts";
import type { EnvironmentRecord } from "./environment-record.ts";
import { fieldsToJson } from "./field-table.ts";

/**
 * An environment as `wandb-metadata.json` and the config's `_wandb.e` have it: protobuf's JSON under W&B's names, without
 * empty fields, 64-bit integers as text.
 */
export function environmentToJson(environment: EnvironmentRecord): JsonObject {
  const { startedAt, git, memoryTotal, cpu, apple } = environment;
  return withoutEmpty({
    ...fieldsToJson(ENVIRONMENT_FIELDS, environment),
    startedAt: startedAt === undefined ? "" : timeText(startedAt),
    args: [...environment.args],
    git: git === undefined ? {} : withoutEmpty({ remote: git.remoteUrl, commit: git.commit }),
    disk: Object.fromEntries(
      environment.disks.map((disk) => [disk.path, fieldsToJson(DISK_FIELDS, disk)] as const),
    ),
    memory: memoryTotal === 0 ? {} : { total: String(memoryTotal) },
    cpu: cpu === undefined ? {} : fieldsToJson(CPU_FIELDS, cpu),
    apple: apple === undefined ? {} : fieldsToJson(APPLE_FIELDS, apple),
    gpu_nvidia: environment.gpusNvidia.map((gpu) => fieldsToJson(GPU_NVIDIA_FIELDS, gpu)),
    gpu_amd: environment.gpusAmd.map((gpu) => fieldsToJson(GPU_AMD_FIELDS, gpu)),
    slurm: Object.fromEntries(environment.slurm.map(({ name, value }) => [name, value] as const)),
  });
}

/** With as many digits after the second as it has: none, 3, 6 or 9. Empty for a time beyond the calendar. */
function timeText({ seconds, nanos }: Timestamp): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return "";
  const digits = String(nanos)
    .padStart(9, "0")
    .replace(/(000){1,3}$/, "");
  return date.toISOString().replace(/\.\d+Z$/, digits === "" ? "Z" : `.${digits}Z`);
}

function withoutEmpty(json: Readonly<Record<string, Json>>): JsonObject {
  return Object.fromEntries(
    Object.entries(json).filter(([, value]) =>
      typeof value === "object" && value !== null ? Object.keys(value).length > 0 : value !== "",
    ),
  );
}
