import { memo, type ReactNode } from "react";
import { moveSection, openSections, setColumns } from "../layout/change-layout.ts";
import { Icon } from "../shell/icon.tsx";
import { Menu } from "../shell/menu.tsx";
import { MenuChoice, MenuItem, MenuLabel, MenuSeparator } from "../shell/menu-items.tsx";
import type { ShownSection } from "./filter-sections.ts";
import type { LayoutEditor } from "./layout-editor.ts";

export interface SectionMenuProps {
  readonly section: ShownSection;
  /** Names of all sections in their order. */
  readonly names: readonly string[];
  /** Panels beside each other where the section says nothing. */
  readonly usual: number;
  readonly editor: LayoutEditor;
}

const numbers = ["1", "2", "3", "4", "5", "6"] as const;

/** What can be done with a section: its columns, its place, opening all or closing the others. */
export const SectionMenu = memo(function SectionMenu(props: SectionMenuProps): ReactNode {
  const { section, names, usual, editor } = props;
  const { name } = section;
  const at = names.indexOf(name);
  const put = (after: string): void =>
    editor.change((layout) => moveSection(layout, { section: name, after }));
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" className="more" aria-label={`Section ${name}: more`} title="More">
          <Icon name="more" />
        </button>
      }
    >
      <MenuLabel>Panels in a row</MenuLabel>
      <MenuChoice
        label="Panels in a row"
        value={String(section.columns ?? usual) as (typeof numbers)[number]}
        options={numbers.map((value) => ({ value, text: value }))}
        onChange={(value) => {
          const panels = section.panels.map(({ spec }) => spec.id);
          editor.change((layout) => setColumns(layout, name, { columns: Number(value), panels }));
        }}
      />
      <MenuSeparator />
      <MenuItem icon="up" isDisabled={at <= 0} onSelect={() => put(names[at - 2] ?? "")}>
        Move up
      </MenuItem>
      <MenuItem
        icon="down"
        isDisabled={at === names.length - 1}
        onSelect={() => put(names[at + 1] as string)}
      >
        Move down
      </MenuItem>
      <MenuItem isDisabled={at <= 0} onSelect={() => put("")}>
        Move to the top
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        isDisabled={names.length < 2}
        onSelect={() =>
          editor.change((layout) =>
            openSections(
              openSections(
                layout,
                names.filter((other) => other !== name),
                "closed",
              ),
              [name],
              "open",
            ),
          )
        }
      >
        Close the others
      </MenuItem>
    </Menu>
  );
});
