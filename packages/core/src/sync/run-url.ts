import type { RunNames } from "./sync-session.ts";

/** Where people see a run: on our own server its page, elsewhere as W&B lays out addresses. */
export function runUrl(options: { baseUrl: string; run: RunNames; isOurs: boolean }): string {
  const { baseUrl, run, isOurs } = options;
  const [entity, project, id] = [run.entity, run.project, run.run].map(encodeURIComponent);
  if (isOurs) return `${baseUrl}/p/${project}/r/${id}`;
  return `${appAddress(baseUrl)}/${entity}/${project}/runs/${id}`;
}

/** W&B's page is not at the address of its API. */
function appAddress(baseUrl: string): string {
  return baseUrl
    .replace("://api.wandb.test", "://app.wandb.test")
    .replace("://api.wandb.", "://")
    .replace("://api.", "://app.");
}
