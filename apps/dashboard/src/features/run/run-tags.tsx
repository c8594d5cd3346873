import type { RunView } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { useId, useState, type ReactNode } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import { useMayEdit } from "../account/may-edit.ts";
import { Icon } from "../shell/icon.tsx";
import { ServerButton } from "../shell/server-button.tsx";
import { useSession } from "../shell/session-context.ts";
import { useRunEdit } from "./use-run-edit.ts";

/** The run's tags, each with a way to take it off, and a field for more. */
export function RunTags({ run }: { readonly run: RunView }): ReactNode {
  const edit = useRunEdit(run);
  const [isAdding, setAdding] = useState(false);
  const mayEdit = useMayEdit();
  const { tags } = run;
  return (
    <span className="run-tags" role="group" aria-label="Tags">
      {tags.map((tag) => (
        <span key={tag} className="tag" title={tag}>
          <span className="ell">{tag}</span>
          {mayEdit ? (
            <ServerButton
              aria-label={`Remove tag ${tag}`}
              onClick={() => void edit({ tags: tags.filter((other) => other !== tag) })}
            >
              <Icon name="x" />
            </ServerButton>
          ) : null}
        </span>
      ))}
      {!mayEdit ? null : isAdding ? (
        <TagField
          run={run}
          onDone={(tag) => {
            setAdding(false);
            if (tag !== "" && !tags.includes(tag)) void edit({ tags: [...tags, tag] });
          }}
        />
      ) : (
        <ServerButton className="tag add" onClick={() => setAdding(true)}>
          + tag
        </ServerButton>
      )}
    </span>
  );
}

/** Suggests the tags that other runs of the project have. */
function TagField({
  run,
  onDone,
}: {
  readonly run: RunView;
  readonly onDone: (tag: string) => void;
}): ReactNode {
  const { client } = useSession();
  const list = useId();
  const [text, setText] = useState("");
  const known = useQuery({
    queryKey: queryKeys.tags(run.project),
    queryFn: ({ signal }) => client.runValues(run.project, "tags", { signal }),
    staleTime: 60_000,
  });
  return (
    <>
      <input
        className="tag add"
        aria-label="New tag"
        autoFocus
        list={list}
        maxLength={64}
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => onDone(text.trim())}
        onKeyDown={(event) => {
          if (event.key === "Enter") onDone(text.trim());
          if (event.key === "Escape") onDone("");
        }}
      />
      <datalist id={list}>
        {(known.data?.values ?? []).map(({ value }) =>
          typeof value === "string" ? <option key={value} value={value} /> : null,
        )}
      </datalist>
    </>
  );
}
