import type { FileSystem } from "@stepwell/effects";

/** The folder that holds run folders: `.wandb` where there is one, else `wandb`. */
export function wandbFolder(root: string, fileSystem: FileSystem): string {
  return fileSystem.statSync(`${root}/.wandb`)?.kind === "folder" ? `${root}/.wandb` : `${root}/wandb`;
}
