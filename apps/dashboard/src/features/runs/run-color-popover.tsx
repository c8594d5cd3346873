import { useQueryClient } from "@tanstack/react-query";
import type { ReactElement, ReactNode } from "react";
import { useMayEdit } from "../account/may-edit.ts";
import { createLazyPart } from "../shell/lazy-part.tsx";
import { Popover } from "../shell/popover.tsx";
import { useSession } from "../shell/session-context.ts";
import { changeRunColor, type ColoredRun } from "./change-run-color.ts";
import type { RunColorPickerProps } from "./run-color-picker.tsx";

export interface RunColorPopoverProps {
  readonly run: ColoredRun;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Where it opens. */
  readonly children: ReactElement;
}

/** The colours that a run can have, beside its swatch. */
export function RunColorPopover({ run, isOpen, onClose, children }: RunColorPopoverProps): ReactNode {
  const { client } = useSession();
  const queries = useQueryClient();
  const mayEdit = useMayEdit();
  lazyPicker.usePrefetch();
  if (!isOpen || !mayEdit) return children;
  return (
    <Popover
      label={`Colour of ${run.name}`}
      trigger={children}
      isAnchor
      side="right"
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <lazyPicker.Part
        name={run.name}
        color={run.color}
        onPick={(color) => {
          void changeRunColor({ client, queries }, run, color);
          onClose();
        }}
      />
    </Popover>
  );
}

const lazyPicker = createLazyPart<RunColorPickerProps>(
  async () => (await import("./run-color-picker.tsx")).RunColorPicker,
);
