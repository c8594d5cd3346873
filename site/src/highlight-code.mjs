import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import dockerfile from "highlight.js/lib/languages/dockerfile";
import ini from "highlight.js/lib/languages/ini";
import json from "highlight.js/lib/languages/json";
import nginx from "highlight.js/lib/languages/nginx";
import python from "highlight.js/lib/languages/python";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import { escapeHtml } from "./escape-html.mjs";

const languages = { bash, dockerfile, ini, json, nginx, python, typescript, xml };
const aliases = { sh: "bash", js: "typescript", ts: "typescript", tsx: "typescript", html: "xml" };
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);

/** Code as HTML with classes for what it is made of; plain where the language is not known. */
export function highlightCode(code, language) {
  const name = aliases[language] ?? language;
  return name in languages ? hljs.highlight(code, { language: name }).value : escapeHtml(code);
}
