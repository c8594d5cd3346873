/** Lets the process end although this is open. Pipes are sockets, which the types don't say. */
export function unref(pipe: object): void {
  if ("unref" in pipe && typeof pipe.unref === "function") pipe.unref();
}
