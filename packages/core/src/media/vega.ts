import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import { readArguments } from "./read-arguments.ts";
import { fileJson } from "./media-json.ts";
import { MEDIA } from "./media.ts";
import type { Media, MediaForm } from "./media.ts";
import { createMediaTarget } from "./media-target.ts";
import { plainJson } from "./plain-data.ts";

const MARKER = Symbol.for("stepwell.Vega");
const VEGA_LITE = "https://vega.github.io/schema/vega-lite/v5.json";

/**
 * A Vega or Vega-Lite figure for `log`, with its data inside; the `$schema` says which of both it is, and without
 * one it is Vega-Lite. Our addition: W&B's page shows the file's name. Throws `UsageError` for anything but an object.
 *
 * @example run.log({ bars: new Vega({ mark: "bar", data: { values }, encoding }) });
 */
export class Vega implements Media {
  readonly [MARKER] = true;
  readonly json: string;

  constructor(spec: object) {
    this.json = readArguments("a Vega figure", () => specJson(spec));
  }

  get [MEDIA](): MediaForm {
    return {
      name: "Vega",
      target: createMediaTarget,
      encode: (target) => {
        const bytes = new TextEncoder().encode(this.json);
        return fileJson("vega-file", target.store({ folder: "vega", extension: ".vega.json", bytes }));
      },
    };
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is Vega {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}

function specJson(spec: object): string {
  if (typeof spec !== "object" || spec === null || Array.isArray(spec)) {
    return refuse(`the specification is "${showValue(spec)}"`);
  }
  const { $schema = VEGA_LITE } = spec as { $schema?: unknown };
  if (typeof $schema !== "string") return refuse(`its "$schema" is "${showValue($schema)}"`);
  return plainJson({ ...spec, $schema });
}

function refuse(reason: string): never {
  throw new UsageError(
    `[core] Failed to make a Vega figure: ${reason}. Give an object as { mark, data, encoding }, with text as "$schema".`,
  );
}
