import { isJsonObject } from "../json-shape.ts";
import type { Json, JsonObject } from "../json.ts";
import type { Timestamp } from "../record.ts";
import {
  APPLE_FIELDS,
  CPU_FIELDS,
  DISK_FIELDS,
  ENVIRONMENT_FIELDS,
  GPU_AMD_FIELDS,
  GPU_NVIDIA_FIELDS,
  MEMORY_FIELDS,
} from "./environment-fields.ts";
import type { EnvironmentRecord } from "./environment-record.ts";
import { fieldsFromJson } from "./field-table.ts";

/** Reads what `environmentToJson` and official clients write. What is of another shape is absent; throws nothing. */
export function environmentFromJson(json: JsonObject): EnvironmentRecord {
  const startedAt = timeOf(json["startedAt"]);
  const { git, cpu, apple } = json;
  return {
    type: "environment",
    ...fieldsFromJson(ENVIRONMENT_FIELDS, json),
    ...(startedAt === undefined ? {} : { startedAt }),
    args: texts(json["args"]),
    ...(isJsonObject(git)
      ? { git: { remoteUrl: textOf(git["remote"]), commit: textOf(git["commit"]) } }
      : {}),
    disks: Object.entries(objectOf(json["disk"])).map(([path, sizes]) => ({
      path,
      ...fieldsFromJson(DISK_FIELDS, objectOf(sizes)),
    })),
    memoryTotal: fieldsFromJson(MEMORY_FIELDS, objectOf(json["memory"])).total,
    ...(isJsonObject(cpu) ? { cpu: fieldsFromJson(CPU_FIELDS, cpu) } : {}),
    ...(isJsonObject(apple) ? { apple: fieldsFromJson(APPLE_FIELDS, apple) } : {}),
    gpusNvidia: objects(json["gpu_nvidia"]).map((gpu) => fieldsFromJson(GPU_NVIDIA_FIELDS, gpu)),
    gpusAmd: objects(json["gpu_amd"]).map((gpu) => fieldsFromJson(GPU_AMD_FIELDS, gpu)),
    slurm: Object.entries(objectOf(json["slurm"])).map(([name, value]) => ({ name, value: textOf(value) })),
  };
}

/** RFC 3339 with up to nine digits after the second. */
function timeOf(value: Json | undefined): Timestamp | undefined {
  const [, whole = "", fraction = "", zone = ""] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/i.exec(textOf(value)) ?? [];
  const ms = Date.parse(`${whole}${zone}`);
  return Number.isNaN(ms) ? undefined : { seconds: ms / 1000, nanos: Number(fraction.padEnd(9, "0")) };
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isJsonObject) : [];
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? (value as readonly Json[]).map(textOf) : [];
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
