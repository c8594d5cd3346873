import { UsageError } from "../core-error.ts";

type Yaml = typeof import("yaml");

let yaml: Yaml | undefined;

/** Gives the library to the worker that writes YAML; a page reads none and is spared its size. */
export function provideYamlLibrary(library: Yaml): void {
  yaml = library;
}

/** Throws `UsageError` in a page, which has no files to read. */
export function loadYamlLibrary(): Yaml {
  if (yaml !== undefined) return yaml;
  throw new UsageError(
    `[core] Failed to read a YAML file: a page has none. Read it where the files are, and give its values as config.`,
  );
}
