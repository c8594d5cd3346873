/** Writes bytes to the standard output; resolves when they were taken, with false once its reader has gone. */
export function writeOutput(bytes: Uint8Array): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const { stdout } = process;
    const failed = (error: NodeJS.ErrnoException): void => {
      if (error.code === "EPIPE") resolve(false);
      else reject(error);
    };
    // Without a listener, the error event would end the process; it comes after the callback.
    stdout.once("error", failed);
    stdout.write(bytes, (error) => {
      if (error === null || error === undefined) {
        stdout.off("error", failed);
        resolve(true);
      } else {
        failed(error);
      }
    });
  });
}
