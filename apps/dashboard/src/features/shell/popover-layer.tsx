import * as Primitive from "radix-ui/popover";
import { useRef, type ReactNode, type RefObject } from "react";
import "./layers.css";

export interface PopoverLayerProps {
  readonly label: string;
  readonly id: string;
  /** What it stands beside. */
  readonly anchor: RefObject<HTMLElement | null>;
  /** The button that closes it too, and gets the focus back. */
  readonly button?: RefObject<HTMLElement | null>;
  readonly align: "start" | "center" | "end";
  readonly side: "top" | "right" | "bottom" | "left";
  readonly className: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** An open popover. */
export function PopoverLayer(props: PopoverLayerProps): ReactNode {
  const { label, id, anchor, button, align, side, className, onClose, children } = props;
  const isLeft = useRef(false);
  return (
    <Primitive.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Primitive.Anchor virtualRef={anchor} />
      <Primitive.Portal>
        <Primitive.Content
          className={`popover ${className}`}
          data-layer="popover"
          id={id}
          aria-label={label}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          onInteractOutside={(event) => {
            // A press of the button closes it by itself.
            if (button?.current?.contains(event.target as Node) === true) event.preventDefault();
            else isLeft.current = true;
          }}
          onCloseAutoFocus={() => {
            if (!isLeft.current) button?.current?.focus();
          }}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
