/** The templates, each a folder below `templates/`, with what is said of it where somebody chooses. The first is the default. */
export const templates = {
  plain: "a training loop in plain JavaScript",
  tfjs: "a network in TensorFlow.js",
  onnx: "a model that serves in ONNX Runtime",
} as const satisfies Record<string, string>;

/** The name of a template. */
export type Template = keyof typeof templates;

/** Whether `text` names a template. */
export function isTemplate(text: string): text is Template {
  return Object.hasOwn(templates, text);
}

/** The names as a sentence has them: `"plain", "tfjs" or "onnx"`. */
export function templateNames(): string {
  const names = Object.keys(templates).map((name) => `"${name}"`);
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
