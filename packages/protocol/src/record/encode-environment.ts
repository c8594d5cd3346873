import type { ByteWriter } from "../bytes/byte-writer.ts";
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
import type { EnvironmentRecord } from "./environment-record.ts";
import { writeFields } from "./field-table.ts";
import type { FieldTable } from "./field-table.ts";
import { writeGit, writeListedText, writeMessage, writeText, writeTimestamp } from "./write-field.ts";

/** Writes the fields of an `EnvironmentRecord`. */
export function encodeEnvironment(writer: ByteWriter, environment: EnvironmentRecord): void {
  const { memoryTotal, cpu, apple } = environment;
  const part = <Message>(field: number, table: FieldTable<Message>, message: Readonly<Message>): void =>
    writeMessage(writer, field, () => writeFields(table, writer, message));
  writeFields(ENVIRONMENT_FIELDS, writer, environment);
  writeTimestamp(writer, PARTS.startedAt, environment.startedAt);
  for (const argument of environment.args) writeListedText(writer, PARTS.args, argument);
  writeGit(writer, PARTS.git, environment.git);
  for (const { path, ...sizes } of environment.disks) {
    writeMessage(writer, PARTS.disks, () => {
      writeText(writer, MAP_ENTRY.key, path);
      part(MAP_ENTRY.value, DISK_FIELDS, sizes);
    });
  }
  if (memoryTotal !== 0) part(PARTS.memory, MEMORY_FIELDS, { total: memoryTotal });
  if (cpu !== undefined) part(PARTS.cpu, CPU_FIELDS, cpu);
  if (apple !== undefined) part(PARTS.apple, APPLE_FIELDS, apple);
  for (const gpu of environment.gpusNvidia) part(PARTS.gpusNvidia, GPU_NVIDIA_FIELDS, gpu);
  for (const gpu of environment.gpusAmd) part(PARTS.gpusAmd, GPU_AMD_FIELDS, gpu);
  for (const { name, value } of environment.slurm) {
    writeMessage(writer, PARTS.slurm, () => {
      writeText(writer, MAP_ENTRY.key, name);
      writeText(writer, MAP_ENTRY.value, value);
    });
  }
}
