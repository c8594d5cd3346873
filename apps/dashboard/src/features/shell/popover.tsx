import * as Primitive from "radix-ui/popover";
import type { ReactElement, ReactNode } from "react";
import "./layers.css";

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
  const { label, trigger, isAnchor = false, isOpen, onOpenChange, align = "start", side = "bottom" } = props;
  const { className = "", children } = props;
  return (
    <Primitive.Root
      {...(isOpen === undefined ? {} : { open: isOpen })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      {isAnchor ? (
        <Primitive.Anchor asChild>{trigger}</Primitive.Anchor>
      ) : (
        <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      )}
      <Primitive.Portal>
        <Primitive.Content
          className={`popover ${className}`}
          data-layer="popover"
          aria-label={label}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** Closes the popover around it when pressed. */
export const PopoverClose = Primitive.Close;
