import type { OptionRow } from "./command-row.ts";

/** Of every command. */
export const JSON_OPTION: OptionRow = { help: "prints JSON for scripts" };

/** The options that every command takes, and are the same for each. */
export const COMMON_OPTIONS: Readonly<Record<string, OptionRow>> = {
  help: { help: "explains the command" },
  version: { help: "prints the version" },
};

/** The one-letter forms. */
export const SHORT_OPTIONS: Readonly<Record<string, string>> = { h: "help", v: "version" };

/** The data folder of the working folder. */
export const USUAL_DATA = "wandb/.stepwell";
