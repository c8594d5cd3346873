import { bashScript } from "./completion/bash-script.ts";
import { fishScript } from "./completion/fish-script.ts";
import { powershellScript } from "./completion/powershell-script.ts";
import { zshScript } from "./completion/zsh-script.ts";

/** The shells that can complete the command. */
export type Shell = "bash" | "zsh" | "fish" | "powershell";

/** What a shell reads to complete the command; made from the table, it asks nothing of the command itself. */
export function completionScript(shell: Shell): string {
  const make = { bash: bashScript, zsh: zshScript, fish: fishScript, powershell: powershellScript };
  return make[shell]();
}
