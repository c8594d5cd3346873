import type { CommandRow } from "./command-row.ts";
import { JSON_OPTION } from "./common-options.ts";

/** Commands about the command. */
export const SELF_COMMANDS: readonly CommandRow[] = [
  {
    name: "completion",
    summary: "prints what makes a shell complete these commands",
    arguments: [
      {
        name: "shell",
        kind: "choice",
        choices: ["bash", "zsh", "fish", "powershell"],
        isNeeded: true,
        help: "bash, zsh, fish or powershell",
      },
    ],
    options: { json: JSON_OPTION },
    examples: [
      ["stepwell completion bash >> ~/.bashrc", "for bash"],
      ["stepwell completion zsh >> ~/.zshrc", "for zsh"],
      ["stepwell completion fish > ~/.config/fish/completions/stepwell.fish", "for fish"],
      ["stepwell completion powershell >> $PROFILE", "for PowerShell"],
    ],
    json: "a line: shell, script",
  },
  {
    name: "help",
    summary: "explains a command",
    arguments: [{ name: "command", kind: "choice", help: "which one; without it, all are listed" }],
    options: { json: JSON_OPTION },
    examples: [["stepwell help sync", "explains sync"]],
    json: "the command, or all of them: name, summary, arguments, actions, options, notes, examples, json",
  },
  {
    name: "version",
    summary: "prints the version",
    arguments: [],
    options: { json: JSON_OPTION },
    examples: [],
    json: "a line: stepwell",
  },
];
