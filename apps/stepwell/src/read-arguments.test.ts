import { describe, expect, test } from "vitest";
import { Problem } from "./problem.ts";
import { readArguments } from "./read-arguments.ts";

describe("the words after stepwell", () => {
  test("nothing serves the working folder at the usual port", () => {
    expect(readArguments([])).toEqual({
      kind: "serve",
      folder: ".",
      port: undefined,
      host: "localhost",
      data: undefined,
      open: false,
    });
  });

  test("options are read in any place and in both forms", () => {
    expect(readArguments(["--port=0", "runs", "--host", "127.0.0.1", "--open", "--data", "d"])).toEqual({
      kind: "serve",
      folder: "runs",
      port: 0,
      host: "127.0.0.1",
      data: "d",
      open: true,
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
    expect(readArguments(["--help"])).toEqual({ kind: "help" });
    expect(readArguments(["sync", "-h"])).toEqual({ kind: "help" });
    expect(readArguments(["--version"])).toEqual({ kind: "version" });
  });

  test.each([
    [["--prot", "1"], /: "stepwell" has no option "--prot"\. Did you mean "--port"\?/],
    [["--xyzzy"], /: "stepwell" has no option "--xyzzy"\. See "stepwell --help"\./],
    [["-q"], /: "stepwell" has no option "-q"/],
    [["--constructor"], /has no option "--constructor"/],
    [["serve", "--prot", "1"], /: "stepwell serve" has no option "--prot"/],
    [["sync", "x", "--port", "1"], /"stepwell sync" has no option "--port"/],
    [["--port"], /option "--port" has no value\. Write it as "--port=<value>"\./],
    [["--port", "--open"], /option "--port" has no value/],
    [["--open=yes"], /option "--open" takes no value, and "yes" was given/],
    [["--port", "http"], /port "http" is not a number from 0 to 65535/],
    [["--port=70000"], /port "70000" is not a number/],
    [["--host", "0.0.0.0"], /Failed to listen on host "0\.0\.0\.0": the server has no log-in yet/],
    [["a", "b"], /it names several folders \("a", "b"\)/],
    [["sync", "x", "--to", "ftp://x"], /"ftp:\/\/x" is not the address of a server/],
  ])("%j is refused with a sentence", (argv, message) => {
    expect(() => readArguments(argv)).toThrow(Problem);
    expect(() => readArguments(argv)).toThrow(message);
  });
});
