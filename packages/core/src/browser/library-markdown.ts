import * as marked from "marked";

export function loadMarkdownLibrary(): typeof marked {
  return marked;
}
