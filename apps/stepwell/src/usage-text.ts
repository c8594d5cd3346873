/** What `stepwell --help` prints. */
export const USAGE = `
  stepwell [folder]             shows the runs below a folder, live
    --port <number>             default 7733, or the next free one; 0 for any
    --host <name>               default localhost; only this machine's names
    --data <folder>             where what was read is kept; default <folder>/wandb/.stepwell
    --open                      opens the page in a browser

  stepwell sync <run folder> --to <address>
                                sends a run folder to a server

  --help, --version
`;
