import type { ByteReader } from "../bytes/byte-reader.ts";
import {
  APPLE_FIELDS,
  CPU_FIELDS,
  DISK_FIELDS,
  ENVIRONMENT_FIELDS,
  GPU_AMD_FIELDS,
  GPU_NVIDIA_FIELDS,
  MAP_ENTRY,
  MEMORY_FIELDS,
  PARTS,
} from "./environment-fields.ts";
import type {
  DiskFacts,
  EnvironmentRecord,
  GpuAmdFacts,
  GpuNvidiaFacts,
  SlurmFact,
} from "./environment-record.ts";
import { emptyMessage, readMessage, takeField } from "./field-table.ts";
import { readGit, readTimestamp } from "./read-field.ts";

/** Reads the fields of an `EnvironmentRecord`. Accelerators that only W&B's own client meets are passed by. */
export function decodeEnvironment(reader: ByteReader): EnvironmentRecord {
  const args: string[] = [];
  const disks: DiskFacts[] = [];
  const gpusNvidia: GpuNvidiaFacts[] = [];
  const gpusAmd: GpuAmdFacts[] = [];
  const slurm: SlurmFact[] = [];
  const plain = emptyMessage(ENVIRONMENT_FIELDS);
  const parts: { -readonly [Name in "startedAt" | "git" | "cpu" | "apple"]?: EnvironmentRecord[Name] } = {};
  let memoryTotal = 0;
  while (reader.next()) {
    const { field } = reader;
    if (takeField(ENVIRONMENT_FIELDS, reader, plain)) continue;
    if (field === PARTS.startedAt) parts.startedAt = readTimestamp(reader);
    else if (field === PARTS.args) args.push(reader.text());
    else if (field === PARTS.git) parts.git = readGit(reader);
    else if (field === PARTS.disks) disks.push(readDisk(reader.message()));
    else if (field === PARTS.memory) memoryTotal = readMessage(MEMORY_FIELDS, reader.message()).total;
    else if (field === PARTS.cpu) parts.cpu = readMessage(CPU_FIELDS, reader.message());
    else if (field === PARTS.apple) parts.apple = readMessage(APPLE_FIELDS, reader.message());
    else if (field === PARTS.gpusNvidia) gpusNvidia.push(readMessage(GPU_NVIDIA_FIELDS, reader.message()));
    else if (field === PARTS.gpusAmd) gpusAmd.push(readMessage(GPU_AMD_FIELDS, reader.message()));
    else if (field === PARTS.slurm) slurm.push(readSlurm(reader.message()));
    else reader.skip();
  }
  return { type: "environment", ...plain, ...parts, args, disks, memoryTotal, gpusNvidia, gpusAmd, slurm };
}

function readDisk(reader: ByteReader): DiskFacts {
  let path = "";
  let sizes = emptyMessage(DISK_FIELDS);
  while (reader.next()) {
    if (reader.field === MAP_ENTRY.key) path = reader.text();
    else if (reader.field === MAP_ENTRY.value) sizes = readMessage(DISK_FIELDS, reader.message());
    else reader.skip();
  }
  return { path, ...sizes };
}

function readSlurm(reader: ByteReader): SlurmFact {
  const fact = { name: "", value: "" };
  while (reader.next()) {
    if (reader.field === MAP_ENTRY.key) fact.name = reader.text();
    else if (reader.field === MAP_ENTRY.value) fact.value = reader.text();
    else reader.skip();
  }
  return fact;
}
