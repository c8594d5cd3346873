import type { JsonObject } from "@stepwell/protocol";

/** The shell line that goes on with a run: its command, with the run's id in the environment. */
export function resumeCommand(
  { id, project }: { readonly id: string; readonly project: string },
  environment: JsonObject | null,
): string {
  const { program, args, runtime } = environment ?? {};
  const file = typeof program === "string" && program !== "" ? program : "<your program>";
  const command = typeof runtime === "string" && /python/i.test(runtime) ? "python" : "node";
  const words = Array.isArray(args) ? args.map((arg) => shellWord(String(arg))) : [];
  return [
    `WANDB_PROJECT=${shellWord(project)}`,
    `WANDB_RUN_ID=${shellWord(id)}`,
    "WANDB_RESUME=must",
    command,
    file.startsWith("<") ? file : shellWord(file),
    ...words,
  ].join(" ");
}

/** A text as one word of a POSIX shell, whatever it holds. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
