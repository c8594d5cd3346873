/** What `stepwell --help` prints. */
export const USAGE = `
  stepwell [folder]             shows the runs below a folder, live
    --port <number>             default 7733, or the next free one; 0 for any
    --host <name>               default localhost; elsewhere, as on 0.0.0.0, it asks for keys
    --auth                      asks for keys on localhost too, as behind a proxy
    --allow-host <name,…>       names besides this machine's that it is called by
    --allow-origin <origin,…>   sites besides this machine's whose pages may log
    --trust-proxy <address,…>   proxies that say who they speak for; "loopback" for this machine's
    --rate-limit <number>       requests per second of one key; default 1000
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

  stepwell export <project>[/<run>]  writes what was logged to a file
    --format <name>             jsonl, csv, parquet or arrow; default by the name of --out, or jsonl
    --out <file>                a file or folder, or "-" for the standard output
    --from <address|folder>     a server, or a folder of runs; default this folder
    --data <folder>             of that folder of runs; default <folder>/wandb/.stepwell
    --keys <key,…>              only rows with one of these keys
    --steps <from:to>           only these steps; both ends are included
    --events                    what was measured of the machine
    --runs                      a row for each run of the project: config and summary
    --json                      prints one line of JSON

  stepwell login [address]      checks a key at a server and saves both for scripts
    --key <key>, --with-key-stdin  in place of asking for it
    --json                      prints what was saved, without the key

  stepwell users                lists users; add <name> [--role admin|member|viewer], role <name> <role>, remove <name>
  stepwell keys                 lists keys; create --user <name> [--label <text>], revoke <id>
    --data <folder>             of this data folder; default wandb/.stepwell
    --to <address>              of the server there, with the key of an admin
    --team <name>               default the first team, or that of the key
    --json                      prints JSON

  stepwell backup <folder>      copies the data folder, beside a server that uses it or without one
  stepwell restore <folder>     brings such a copy back into a data folder that has none
    --data <folder>             default wandb/.stepwell
    --json                      prints one line of JSON

  --help, --version
`;
