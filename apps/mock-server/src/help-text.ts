/** What `--help` prints. */
export const HELP_TEXT = `stepwell-mock-server [options]

A Stepwell server that keeps everything in memory, for tests. Clients of Stepwell and of W&B log to it as to any other
server: set STEPWELL_BASE_URL or WANDB_BASE_URL to the address that it prints.

  --port <number>     the port; 0, the default, is any free one
  --host <address>    a loopback address; default 127.0.0.1
  --fault <rule>      lets something go wrong; may be given again
  --seed <number>     of the faults that come by chance; default 1
  --record <file>     writes requests and replies to a file, without keys
  --replay <file>     answers from such a file, and with 404 what is not in it
  --json              prints a line of JSON when it listens, and one when it ends
  --help              prints this

A rule is a fault, and which requests meet it:

  latency=200ms                     the request waits
  status=503                        this reply, and not the server's
    ,retry-after=2  ,body=<text>      with this header, and this body, which comes last
  cut  cut=100                      the connection ends before the request, or after 100 bytes of the reply
  slow-body=50                      the reply trickles, 50 bytes a second
  drop-reply                        the server stores what came, and the connection ends without a reply
  clock-skew=-10m                   the server's clock is off from then on
  storage-full                      the server can store nothing meanwhile

  ,operation=<name>                 a GraphQL operation (UpsertBucket), file_stream, upload, download, api or /path/*
  ,nth=3  ,every=3  ,first=3        the third request of it, each third one, the first three
  ,probability=0.1                  by chance

  stepwell-mock-server --port 7733 --fault status=503,operation=file_stream,every=3 --fault latency=1s

It ends with 0 when it is told to (Ctrl+C), with 1 when a replay was asked for what its recording has not, and with 2
when an option is wrong, the port is taken, or a file can't be used.`;
