import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import type { BlobLike } from "./blob-bytes.ts";
import { checkMediaOptions } from "./check-media-options.ts";
import { blobExtension, contentBytes } from "./file-content.ts";
import { readArguments } from "./read-arguments.ts";
import { fileJson, groupCaptions } from "./media-json.ts";
import { MEDIA } from "./media.ts";
import type { Media, MediaForm } from "./media.ts";
import { createMediaTarget } from "./media-target.ts";
import { extensionOf, loadSource, pathSource } from "./media-source.ts";
import type { MediaSource } from "./media-source.ts";

const MARKER = Symbol.for("stepwell.Molecule");
const TYPES = ["pdb", "pqr", "mmcif", "mcif", "cif", "sdf", "sd", "gro", "mol2", "mmtf"] as const;

/** File types of molecules that W&B's viewer reads. */
export type MoleculeType = (typeof TYPES)[number];

/** What the data is, and what stands below it. */
export interface MoleculeOptions {
  /** Says that the data is the content of such a file; without it the data is a path. */
  readonly fileType?: MoleculeType;
  readonly caption?: string;
}

/**
 * A molecule for `log`: a path, or the content of a file with its `fileType`, as text, bytes or a browser's `Blob`. Throws `UsageError` for an unknown type.
 *
 * @example run.log({ protein: new Molecule("6lu7.pdb") });
 */
export class Molecule implements Media {
  readonly [MARKER] = true;
  readonly caption: string | undefined;
  readonly source: MediaSource;
  readonly fileType: string;

  constructor(data: string | Uint8Array | BlobLike, options: MoleculeOptions = {}) {
    const facts = readArguments("a molecule", () => readMolecule(data, options));
    this.caption = facts.caption;
    this.source = facts.source;
    this.fileType = facts.fileType;
  }

  get [MEDIA](): MediaForm {
    return {
      name: "Molecule",
      target: createMediaTarget,
      encode: (target) => {
        const bytes = loadSource(this.source, target, "a molecule");
        const file = target.store({ folder: "molecule", extension: `.${this.fileType}`, bytes });
        return fileJson("molecule-file", file, this.caption);
      },
      group: (encoded) => ({
        _type: "molecule",
        filenames: encoded.map(({ path }) => path ?? null),
        count: encoded.length,
        captions: groupCaptions(encoded) ?? false,
      }),
      column: () => ({ wbType: "molecule-file" }),
    };
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is Molecule {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}

function readMolecule(
  data: string | Uint8Array | BlobLike,
  options: MoleculeOptions,
): Pick<Molecule, "caption" | "source" | "fileType"> {
  checkMediaOptions("a molecule", options, { fileType: "text", caption: "text" });
  const { fileType, caption } = options;
  if (typeof data === "string" && fileType === undefined) {
    const type = checkedType(extensionOf(data));
    return { caption, source: pathSource(data, "a molecule"), fileType: type };
  }
  const bytes = contentBytes(data, "a molecule");
  return { caption, source: bytes, fileType: checkedType(fileType ?? blobExtension(data)) };
}

function checkedType(type: string): string {
  if ((TYPES as readonly string[]).includes(type)) return type;
  throw new UsageError(
    `[core] Failed to make a molecule: "${showValue(type)}" is no known file type. Give one of ${TYPES.join(", ")} as extension of the path or as { fileType }.`,
  );
}
