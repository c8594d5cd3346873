import { useCallback, useState } from "react";

/** True once the element came within one screen of the window, and a ref for it. */
export function useNearViewport<T extends Element>(): readonly [boolean, (element: T | null) => void] {
  const [near, setNear] = useState(false);
  const anchor = useCallback((element: T | null) => {
    if (element === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        setNear(true);
        observer.disconnect();
      },
      { rootMargin: "100% 0px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [near, anchor];
}
