import type { EnvironmentRecord } from "@stepwell/protocol";
import { environmentToJson } from "@stepwell/protocol";

/** The text of `wandb-metadata.json`: what is known of machine and program, without what is empty. */
export function metadataJson(environment: EnvironmentRecord): string {
  return JSON.stringify(environmentToJson(environment), undefined, 2);
}
