import type { ReactNode } from "react";

/** Says why nothing is drawn in space. */
export function NoWebGl(): ReactNode {
  return (
    <p className="warn">
      This browser has no WebGL, which drawing in space needs. Download the file to look at it.
    </p>
  );
}

/** Asked before a library is, which would write to the console. */
export function hasWebGl(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}
