import { describe, expect, test } from "vitest";
import { Problem } from "./problem.ts";
import { readArguments } from "./read-arguments.ts";

const OPEN = {
  host: "localhost",
  auth: false,
  allowedOrigins: [],
  allowedHosts: [],
  trustedProxies: [],
  rateLimit: undefined,
};

describe("the words after stepwell", () => {
  test("nothing serves the working folder at the usual port", () => {
    expect(readArguments([])).toEqual({
      kind: "serve",
      folder: ".",
      port: undefined,
      access: OPEN,
      data: undefined,
      open: false,
      json: false,
    });
  });

  test("options are read in any place and in both forms", () => {
    expect(readArguments(["--port=0", "runs", "--host", "127.0.0.1", "--open", "--data", "d"])).toEqual({
      kind: "serve",
      folder: "runs",
      port: 0,
      access: { ...OPEN, host: "127.0.0.1" },
      data: "d",
      open: true,
      json: false,
    });
    expect(readArguments(["serve", "runs"])).toMatchObject({ kind: "serve", folder: "runs" });
    expect(readArguments(["sync", "run-1", "--to", "http://localhost:7733"])).toEqual({
      kind: "sync",
      folders: ["run-1"],
      to: "http://localhost:7733",
      again: false,
      includeOnline: false,
      json: false,
    });
    expect(readArguments(["sync", "a", "--again", "b", "--include-online", "--json"])).toEqual({
      kind: "sync",
      folders: ["a", "b"],
      to: undefined,
      again: true,
      includeOnline: true,
      json: true,
    });
    expect(readArguments(["sync"])).toMatchObject({ folders: ["."], to: undefined });
    expect(readArguments(["import", "logs", "old", "--project=p", "--data", "d", "--json"])).toEqual({
      kind: "import",
      paths: ["logs", "old"],
      data: "d",
      to: undefined,
      project: "p",
      json: true,
    });
    expect(readArguments(["--help"])).toEqual({ kind: "help", command: undefined, json: false });
    expect(readArguments(["sync", "-h"])).toEqual({ kind: "help", command: "sync", json: false });
    expect(readArguments(["help", "sync", "--json"])).toEqual({ kind: "help", command: "sync", json: true });
    expect(readArguments(["--version"])).toEqual({ kind: "version", json: false });
    expect(readArguments(["version", "--json"])).toEqual({ kind: "version", json: true });
    expect(readArguments(["completion", "zsh"])).toEqual({ kind: "completion", shell: "zsh", json: false });
    expect(readArguments(["doctor", "runs", "--to", "http://a/"])).toEqual({
      kind: "doctor",
      folder: "runs",
      data: undefined,
      to: "http://a",
      json: false,
    });
  });

  test("lists are parted by commas or given one by one", () => {
    const words = [
      "--host",
      "gpu-box",
      "--auth",
      "--allow-host",
      "a.example,B.example",
      "--allow-host=c.example",
    ];
    const more = [
      "--allow-origin",
      "https://lab.example/",
      "--trust-proxy",
      "loopback,10.0.0.1",
      "--rate-limit=50",
    ];
    expect(readArguments([...words, ...more])).toMatchObject({
      access: {
        host: "gpu-box",
        auth: true,
        allowedOrigins: ["https://lab.example"],
        allowedHosts: ["gpu-box", "a.example", "b.example", "c.example"],
        trustedProxies: ["loopback", "10.0.0.1"],
        rateLimit: 50,
      },
    });
  });

  test("users, keys and logins have their own words", () => {
    const place = { data: undefined, to: undefined, team: undefined, json: false };
    expect(readArguments(["users"])).toEqual({ kind: "users", action: "list", ...place });
    expect(readArguments(["users", "add", "ada", "--role", "admin", "--team=vision", "--json"])).toEqual({
      kind: "users",
      action: "add",
      name: "ada",
      role: "admin",
      ...place,
      team: "vision",
      json: true,
    });
    expect(readArguments(["users", "role", "ada", "viewer"])).toMatchObject({
      action: "role",
      role: "viewer",
    });
    expect(readArguments(["keys", "create", "--user", "ada", "--label", "gpu", "--to", "http://x/"])).toEqual(
      {
        kind: "keys",
        action: "create",
        user: "ada",
        label: "gpu",
        ...place,
        to: "http://x",
      },
    );
    expect(readArguments(["keys", "revoke", "k1", "--data", "d"])).toMatchObject({ id: "k1", data: "d" });
    expect(readArguments(["login", "https://x/", "--with-key-stdin"])).toEqual({
      kind: "login",
      address: "https://x",
      key: undefined,
      isKeyPiped: true,
      json: false,
    });
  });

  test.each([
    [["--prot", "1"], /: "stepwell" has no option "--prot"\. Did you mean "--port"\?/],
    [["--xyzzy"], /: "stepwell" has no option "--xyzzy"\. See "stepwell --help"\./],
    [["-q"], /: "stepwell" has no option "-q"/],
    [["--constructor"], /has no option "--constructor"/],
    [["serve", "--prot", "1"], /: "stepwell serve" has no option "--prot"/],
    [["sync", "x", "--port", "1"], /"stepwell sync" has no option "--port"/],
    [["--port"], /option "--port" has no value\. Write it as "--port=<number>"\./],
    [["--port", "--open"], /option "--port" has no value/],
    [["--open=yes"], /option "--open" takes no value, and "yes" was given/],
    [["--port", "http"], /port "http" is not a number from 0 to 65535/],
    [["--port=70000"], /port "70000" is not a number/],
    [["--host", "a b"], /"a b" is no name or address to listen on/],
    [["--host", "https://x"], /"https:\/\/x" is no name or address/],
    [["--allow-origin", "lab.example"], /"lab\.example" is no origin\. Write it as/],
    [["--allow-origin", "https://lab.example/path"], /is no origin/],
    [["--allow-host", "lab.example:80"], /is no name of a host/],
    [["--trust-proxy", "proxy"], /"proxy" is no address of a proxy/],
    [["--rate-limit", "0"], /"0" is no number of requests per second/],
    [
      ["login", "lab.example"],
      /"lab\.example" is not the address of a server\. Write it as "http:\/\/lab\.example" or/,
    ],
    [
      ["login", "http://a", "b"],
      /"b" is one word too many after "stepwell login http:\/\/a"\. It takes only \[address\]/,
    ],
    [["login", "http://a", "--key", "x", "--with-key-stdin"], /are both there/],
    [["users", "ad", "ada"], /"stepwell users" knows no "ad"/],
    [
      ["users", "add"],
      /a word is missing after "stepwell users add": <name>, who\. Write "stepwell users add <name>"\./,
    ],
    [["users", "role", "ada"], /Write "stepwell users role <name> <role>"/],
    [["users", "list", "x", "y"], /"x" is one word too many after "stepwell users list"\. It takes no words/],
    [["users", "--data", "d", "--to", "http://x"], /"--data" and "--to" are both there/],
    [["keys", "revoke"], /Write "stepwell keys revoke <id>"/],
    [["keys", "make"], /"stepwell keys" knows no "make"/],
    [["keys", "--role", "x"], /"stepwell keys" has no option "--role"/],
    [
      ["a", "b"],
      /"b" is one word too many after "stepwell a"\. It takes only \[folder\]; see "stepwell help serve"\./,
    ],
    [["--to", "http://x"], /"stepwell" has no option "--to"\. See "stepwell --help"\./],
    [["--again"], /has no option "--again"\. It is one of "stepwell sync"\./],
    [["--json", "sync"], /the command "sync" stands behind an option\. Write it first, as "stepwell sync …"/],
    [["--port", "1", "--port", "2"], /option "--port" is there twice, with "1" and "2"/],
    [["sync", ""], /<folder> is empty/],
    [["doctor", "a", "b"], /"b" is one word too many after "stepwell doctor a"/],
    [["completion"], /<shell>, bash, zsh, fish or powershell\. Write "stepwell completion <shell>"/],
    [["completion", "bahs"], /<shell> can't be "bahs"\. Did you mean "bash"\?/],
    [["help", "snyc"], /there is no command "snyc"\. Did you mean "sync"\?/],
    [["help", "x".repeat(100_000)], /There are "serve", /],
    [["sync", "x", "--to", "ftp://x"], /"ftp:\/\/x" is not the address of a server/],
  ])("%j is refused with a sentence", (argv, message) => {
    expect(() => readArguments(argv)).toThrow(Problem);
    expect(() => readArguments(argv)).toThrow(message);
  });
});
