import type { ArtifactVersionView } from "@stepwell/client";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent, type ReactNode } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import { useMayEdit } from "../account/may-edit.ts";
import { Icon } from "../shell/icon.tsx";
import { plainReason } from "../shell/message.tsx";
import { Popover } from "../shell/popover.tsx";
import { ServerButton } from "../shell/server-button.tsx";
import { useSession } from "../shell/session-context.ts";
import { showToast } from "../shell/toast.ts";

/** The aliases of a version: taken away with a click, given in a field. Whichever version had one loses it. */
export function AliasEditor({ version: shown }: { readonly version: ArtifactVersionView }): ReactNode {
  const { client } = useSession();
  const queries = useQueryClient();
  const [aliases, setAliases] = useState(shown.aliases);
  const [isOpen, setOpen] = useState(false);
  const [draft, setDraft] = useState("");
  const mayEdit = useMayEdit();

  async function save(next: readonly string[], said?: string): Promise<void> {
    const before = aliases;
    setAliases(next);
    try {
      await client.artifacts.editVersion(shown.project, shown.collection, shown.version, { aliases: next });
      if (said !== undefined) showToast({ text: said, undo: () => void save(before) });
    } catch (error) {
      setAliases(before);
      showToast({ text: plainReason(error), error: true });
    }
    await queries.invalidateQueries({ queryKey: queryKeys.artifacts(shown.project) });
  }

  function add(event: FormEvent): void {
    event.preventDefault();
    const alias = draft.trim();
    setDraft("");
    setOpen(false);
    if (alias !== "" && !aliases.includes(alias)) void save([...aliases, alias]);
  }

  if (!mayEdit)
    return (
      <span className="art-aliases">
        {aliases.map((alias) => (
          <span key={alias} className="tag">
            {alias}
          </span>
        ))}
      </span>
    );
  return (
    <span className="art-aliases">
      {aliases.map((alias) => (
        <span key={alias} className="tag">
          {alias}
          <ServerButton
            aria-label={`Take the alias ${alias} away`}
            onClick={() =>
              void save(
                aliases.filter((other) => other !== alias),
                `The alias ${alias} is taken away.`,
              )
            }
          >
            <Icon name="x" />
          </ServerButton>
        </span>
      ))}
      <Popover
        label="New alias"
        isOpen={isOpen}
        onOpenChange={setOpen}
        trigger={
          <button type="button" className="btn small ghost" aria-label="Add an alias">
            <Icon name="plus" />
            Alias
          </button>
        }
      >
        <form className="row" onSubmit={add}>
          <span className="field">
            <input
              aria-label="Alias"
              placeholder="production"
              maxLength={128}
              autoFocus
              spellCheck={false}
              value={draft}
              onChange={(event) => setDraft(event.target.value)}
            />
          </span>
          <ServerButton type="submit" className="btn" disabled={draft.trim() === ""}>
            Add
          </ServerButton>
        </form>
      </Popover>
    </span>
  );
}
