/** Writes bytes to the standard output and resolves when they were taken. Rejects when its reader has gone. */
export function writeOutput(bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const { stdout } = process;
    // Without a listener, a reader that has gone would end the process.
    stdout.once("error", reject);
    stdout.write(bytes, (error) => {
      stdout.off("error", reject);
      if (error === null || error === undefined) resolve();
      else reject(error);
    });
  });
}
