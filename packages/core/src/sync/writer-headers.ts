import type { WriterRole } from "@stepwell/runlog";

/** What the requests of one of several writers say, in W&B's shared mode: the server numbers each writer's lines apart. */
export function writerHeaders({ isShared }: WriterRole, clientId: string): Readonly<Record<string, string>> {
  if (!isShared) return {};
  return {
    "x-wandb-use-async-filestream": "true",
    "x-wandb-client-id": clientId,
    "x-wandb-async-client-id": clientId,
  };
}
