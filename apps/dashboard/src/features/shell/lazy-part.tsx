import { useEffect, useState, type ComponentType, type ReactNode } from "react";
import { whenIdle } from "../../lib/when-idle.ts";
import { showToast } from "./toast.ts";

/** A component whose code comes when it is first needed, or before, when the page is idle. */
export interface LazyPart<P> {
  /** Draws nothing until the code is there; then at once, whenever it is rendered. */
  readonly Part: (props: P) => ReactNode;
  /** For what can open the part: from when it is on screen, an idle page fetches the code. */
  usePrefetch(): void;
}

/** Makes a component of code that the first view does without. Unlike `lazy` of React it needs no moment when its code is there. */
export function createLazyPart<P extends object>(fetchPart: () => Promise<ComponentType<P>>): LazyPart<P> {
  let found: ComponentType<P> | undefined;
  let coming: Promise<void> | undefined;
  let isPlanned = false;

  function load(): Promise<void> {
    coming ??= fetchPart().then(
      (part) => {
        found = part;
      },
      (error: unknown) => {
        coming = undefined;
        throw error;
      },
    );
    return coming;
  }

  function Part(props: P): ReactNode {
    const [, setLoaded] = useState(found !== undefined);
    useEffect(() => {
      if (found !== undefined) return undefined;
      let isHere = true;
      load().then(
        () => isHere && setLoaded(true),
        () => isHere && showToast({ text: NOT_LOADED, error: true }),
      );
      return () => {
        isHere = false;
      };
    }, []);
    const Found = found;
    return Found === undefined ? null : <Found {...props} />;
  }

  function usePrefetch(): void {
    useEffect(() => {
      if (isPlanned) return;
      isPlanned = true;
      // What does not come now is asked for again when somebody opens it.
      whenIdle(() => void load().catch(() => {}));
    }, []);
  }

  return { Part, usePrefetch };
}

const NOT_LOADED = "This part of the page could not be loaded. Try again, or reload the page.";
