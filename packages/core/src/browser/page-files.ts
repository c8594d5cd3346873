import { FileSystemError } from "@stepwell/effects";
import type { Clock, FileSystem } from "@stepwell/effects";
import { createOperationFileSystem } from "@stepwell/effects/browser";
import type { OperationSink, TreeChange } from "@stepwell/effects/browser";

/** A run's files as a page has them, but for what is in them: written here, read where they are kept. */
export function createPageFiles(options: {
  clock: Clock;
  /** What there is already. */
  names: readonly TreeChange[];
  sink: Pick<OperationSink, "write" | "sync"> & { post(): void };
  read: (path: string, range: { offset: number; length: number }) => Promise<Uint8Array>;
}): FileSystem {
  const { clock, names, sink, read } = options;
  const paths = new Map<number, string>();

  function note(change: TreeChange): void {
    if (change.kind === "file") paths.set(change.id, change.path);
  }

  names.forEach(note);
  return createOperationFileSystem({
    clock,
    ids: "odd",
    replay: names,
    sink: {
      write(operation) {
        sink.write(operation);
        note(operation);
      },
      sync: sink.sync,
      async read(id, offset, length) {
        sink.post();
        return read(paths.get(id) ?? "", { offset, length });
      },
      readSync: (id) => {
        throw new FileSystemError("ENOTSUP", String(id));
      },
    },
  });
}
