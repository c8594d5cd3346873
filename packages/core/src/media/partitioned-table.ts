import { UsageError } from "../core-error.ts";
import { entryName } from "../artifacts/entry-name.ts";
import { showValue } from "../show-value.ts";
import { createArtifactTableForm } from "./artifact-table-form.ts";
import { MEDIA } from "./media.ts";
import type { Media, MediaForm } from "./media.ts";

/**
 * All tables below a folder of an artifact as one, row after row; for `artifact.add`. Throws `UsageError` for a path
 * that is no folder's.
 *
 * @example
 * artifact.add(firstHalf, "parts/1");
 * artifact.add(secondHalf, "parts/2");
 * artifact.add(new PartitionedTable("parts"), "all");
 */
export class PartitionedTable implements Media {
  readonly partsPath: string;
  readonly #form: MediaForm;

  constructor(partsPath: string) {
    if (typeof partsPath !== "string" || partsPath === "") {
      throw new UsageError(
        `[core] Failed to make a partitioned table: the folder of its parts is "${showValue(partsPath)}". Give its name in the artifact, as "parts".`,
      );
    }
    this.partsPath = entryName(partsPath);
    this.#form = createArtifactTableForm({
      name: "PartitionedTable",
      type: "partitioned-table",
      content: () => ({ parts_path: this.partsPath }),
    });
  }

  get [MEDIA](): MediaForm {
    return this.#form;
  }
}
