import * as Primitive from "radix-ui/dialog";
import { useState, type ReactNode } from "react";
import { Combobox } from "../shell/combobox.tsx";
import "./palette.css";
import { usePaletteItems } from "./use-palette-items.tsx";

export interface PaletteProps {
  readonly onClose: () => void;
}

/** One list of runs, metrics, projects, pages and commands (Ctrl K): type, arrow, Enter. */
export function Palette({ onClose }: PaletteProps): ReactNode {
  const [query, setQuery] = useState("");
  const items = usePaletteItems(query);
  return (
    <Primitive.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className="dialog-shade" />
        <Primitive.Content className="palette" data-layer="dialog" aria-describedby={undefined}>
          <Primitive.Title className="sr">Search or jump to</Primitive.Title>
          <Combobox
            label="Run, metric, project, page or command"
            items={items}
            empty="Nothing matches. Runs are found by name or id, metrics by key."
            onQuery={setQuery}
            onPick={(item) => {
              onClose();
              item.run();
            }}
            footer={
              <>
                <kbd>↑</kbd> <kbd>↓</kbd> choose <kbd>Enter</kbd> go <kbd>Esc</kbd> close
              </>
            }
          />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
