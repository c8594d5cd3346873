import { completedCommands } from "./completed-words.ts";
import type { Completed } from "./completed-words.ts";

/** For PowerShell 5.1 and newer; where it offers nothing, PowerShell completes files. */
export function powershellScript(): string {
  const commands = completedCommands();
  return `# Completes "stepwell" in PowerShell.
Register-ArgumentCompleter -Native -CommandName stepwell -ScriptBlock {
  param($word, $ast, $position)
  $table = @{
${commands.map(entry).join("\n")}
  }
  $typed = @($ast.CommandElements | ForEach-Object { $_.ToString() })
  $command = if ($typed.Count -gt 1 -and $table.ContainsKey($typed[1]) -and $typed[1] -ne $word) { $typed[1] } else { '' }
  $known = if ($command) { $table[$command] } else { $table['serve'] }
  $before = if ($word) { $typed[-2] } else { $typed[-1] }
  $offered = if ($known.Values.ContainsKey($before)) { $known.Values[$before] }
    elseif ($word.StartsWith('-')) { $known.Options }
    elseif ($command) { $known.Words }
    else { $table.Keys | Sort-Object }
  $offered | Where-Object { $_ -like "$word*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}

function entry({ name, options, words: [offer] }: Completed): string {
  const values = options.flatMap(({ name: option, value }) =>
    value === undefined ? [] : [`'--${option}' = ${list(value.kind === "words" ? value.words : [])}`],
  );
  const own = offer?.kind === "words" ? offer.words : [];
  return `    '${name}' = @{ Options = ${list(options.map((option) => `--${option.name}`))}; Words = ${list(own)}; Values = @{ ${values.join("; ")} } }`;
}

function list(words: readonly string[]): string {
  return `@(${words.map((word) => `'${word}'`).join(", ")})`;
}
