import { isTemplate, templateNames, templates } from "./templates.ts";
import type { Template } from "./templates.ts";

/** Puts a question to the user; resolves with the line that they typed. */
export type Ask = (question: string) => Promise<string>;

/** What a project is made of. */
export interface Choice {
  readonly folder: string;
  readonly template: Template;
}

const FOLDER = "my-training";

/** Asks for what was not said; without `ask` it is the default. */
export async function askMissing(said: Partial<Choice>, ask: Ask | undefined): Promise<Choice> {
  const folder = said.folder ?? ((await ask?.(`Folder (${FOLDER}): `))?.trim() || FOLDER);
  const template = said.template ?? (ask === undefined ? "plain" : await askTemplate(ask));
  return { folder, template };
}

/** Takes a number or a name; nothing is the first. Asks again when it is neither. */
async function askTemplate(ask: Ask): Promise<Template> {
  const names = Object.keys(templates).filter(isTemplate);
  const lines = names.map((name, index) => `  ${index + 1}  ${name.padEnd(6)} ${templates[name]}`);
  let question = `${lines.join("\n")}\nTemplate (1): `;
  for (;;) {
    const answer = (await ask(question)).trim() || "1";
    const chosen = names[Number(answer) - 1] ?? answer;
    if (isTemplate(chosen)) return chosen;
    question = `"${answer}" is none of them. Template, as a number or ${templateNames()} (1): `;
  }
}
