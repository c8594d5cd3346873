import { parseArgs } from "node:util";
import { isTemplate, templateNames } from "./templates.ts";
import type { Template } from "./templates.ts";

/** What the user asks for, or the sentence that says why it can't be meant. */
export type Arguments =
  | {
      readonly kind: "create";
      readonly folder?: string;
      readonly template?: Template;
      /** `--yes`: what was not said is the default, and nobody is asked. */
      readonly asks: boolean;
    }
  | { readonly kind: "help" }
  | { readonly kind: "refused"; readonly message: string };

/** Reads the words after `npm create stepwell`. */
export function readArguments(argv: readonly string[]): Arguments {
  let words;
  try {
    words = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        template: { type: "string", short: "t" },
        yes: { type: "boolean", short: "y" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split(". ")[0] ?? error.message) : String(error);
    return refused(`read the options: ${reason}. Use "--template <name>", "--yes" or "--help".`);
  }
  const { values, positionals } = words;
  if (values.help === true) return { kind: "help" };
  const [folder, second] = positionals;
  if (second !== undefined) {
    return refused(`read the folder: "${second}" is a second one. Name one folder.`);
  }
  if (folder === "") return refused(`read the folder: its name is "". Name one, or "." for this one.`);
  const { template } = values;
  if (template !== undefined && !isTemplate(template)) {
    return refused(`find the template "${template}": there is none of that name. Use ${templateNames()}.`);
  }
  return {
    kind: "create",
    ...(folder !== undefined && { folder }),
    ...(template !== undefined && { template }),
    asks: values.yes !== true,
  };
}

function refused(what: string): Arguments {
  return { kind: "refused", message: `[create-stepwell] Failed to ${what}` };
}
