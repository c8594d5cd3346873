import { useEffect, useState, type ReactNode } from "react";
import "./markdown.css";

/** Text as Markdown. Until the renderer came, and if it can't, the text as it is. */
export function Markdown({ text }: { readonly text: string }): ReactNode {
  const [html, setHtml] = useState<{ readonly of: string; readonly html: string }>();
  useEffect(() => {
    let isGone = false;
    void import("./render-markdown.ts").then(
      ({ renderMarkdown }) => isGone || setHtml({ of: text, html: renderMarkdown(text) }),
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [text]);
  if (html === undefined) return <div className="markdown plain">{text}</div>;
  return <div className="markdown" dangerouslySetInnerHTML={{ __html: html.html }} />;
}
