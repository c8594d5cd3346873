import type { ComponentProps, ReactNode } from "react";
import { useOffline } from "./use-offline.ts";

/** A button for what needs the server. While it is away the button is disabled, and says why. */
export function ServerButton(props: ComponentProps<"button">): ReactNode {
  const reason = useOffline();
  return (
    <button type="button" {...props} {...(reason === undefined ? {} : { disabled: true, title: reason })} />
  );
}
