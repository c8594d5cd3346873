/** What `stepwell --help` prints. */
export const USAGE = `
  stepwell [folder]             shows the runs below a folder, live
    --port <number>             default 7733, or the next free one; 0 for any
    --host <name>               default localhost; only this machine's names
    --data <folder>             where what was read is kept; default <folder>/wandb/.stepwell
    --open                      opens the page in a browser

  stepwell sync [folder…]       sends runs to a server: run folders, or all below a folder
    --to <address>              default STEPWELL_BASE_URL, or what "init" would use
    --again                     also what was delivered before
    --include-online            also folders that W&B's client has sent itself
    --json                      prints one line of JSON per run

  stepwell import <path…>       copies runs: W&B's and our run folders, TensorBoard's event files
    --data <folder>             into this data folder; default wandb/.stepwell
    --to <address>              into the server there
    --project <name>            of TensorBoard's runs; default the name of the folder
    --json                      prints one line of JSON per run

  --help, --version
`;
