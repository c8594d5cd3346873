import * as Slot from "radix-ui/slot";
import {
  createContext,
  use,
  useId,
  useRef,
  useState,
  type ComponentProps,
  type ReactElement,
  type ReactNode,
} from "react";
import { useComboboxPrefetch } from "./combobox.tsx";
import { createLazyPart } from "./lazy-part.tsx";
import type { PopoverLayerProps } from "./popover-layer.tsx";

export interface PopoverProps {
  /** Names it for screen readers. */
  readonly label: string;
  /** The button that opens it, or with `isAnchor` only the place where it stands. */
  readonly trigger: ReactElement;
  readonly isAnchor?: boolean;
  /** Open from outside; without it the popover keeps that itself. */
  readonly isOpen?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
  /** Default: `start`. */
  readonly align?: "start" | "center" | "end";
  /** Default: `bottom`. */
  readonly side?: "top" | "right" | "bottom" | "left";
  readonly className?: string;
  readonly children: ReactNode;
}

/** A box beside its button: takes the focus, gives it back, closes with Esc and with a click elsewhere. */
export function Popover(props: PopoverProps): ReactNode {
  const { label, trigger, isAnchor = false, onOpenChange, align = "start", side = "bottom" } = props;
  const { className = "", children } = props;
  const [isOpenInside, setOpenInside] = useState(false);
  const isOpen = props.isOpen ?? isOpenInside;
  const anchor = useRef<HTMLElement>(null);
  const id = useId();
  lazyPopover.usePrefetch();
  useComboboxPrefetch();

  function change(next: boolean): void {
    setOpenInside(next);
    onOpenChange?.(next);
  }

  return (
    <>
      {isAnchor ? (
        <Slot.Root ref={anchor}>{trigger}</Slot.Root>
      ) : (
        <Slot.Root
          ref={anchor}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          data-state={isOpen ? "open" : "closed"}
          onClick={(event) => event.defaultPrevented || change(!isOpen)}
        >
          {trigger}
        </Slot.Root>
      )}
      {isOpen ? (
        <lazyPopover.Part
          label={label}
          id={id}
          anchor={anchor}
          {...(isAnchor ? {} : { button: anchor })}
          align={align}
          side={side}
          className={className}
          onClose={() => change(false)}
        >
          <CloseContext value={() => change(false)}>{children}</CloseContext>
        </lazyPopover.Part>
      ) : null}
    </>
  );
}

/** A button that closes the popover around it when pressed. */
export function PopoverClose({ onClick, ...rest }: ComponentProps<"button">): ReactNode {
  const close = use(CloseContext);
  return (
    <button
      type="button"
      {...rest}
      onClick={(event) => {
        onClick?.(event);
        close();
      }}
    />
  );
}

const CloseContext = createContext<() => void>(() => {});

const lazyPopover = createLazyPart<PopoverLayerProps>(
  async () => (await import("./popover-layer.tsx")).PopoverLayer,
);
