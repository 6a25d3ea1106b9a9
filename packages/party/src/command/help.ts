import type { Command } from './command.ts'

export function renderHelp(commands: readonly Command[]): string {
  return `madoguchi — 窓口, an open-source マイナポータル\n\nCommands:\n${listCommands(commands)}\n\n"madoguchi COMMAND --help" tells more about one.\n`
}

/** `group`: the commands whose names begin with this one's. */
export function renderCommandHelp(
  { name, operand, summary, examples, options, settings }: Command,
  group: readonly Command[] = [],
): string {
  const rows = Object.entries(options).map(
    ([option, { value, help, isRequired }]) =>
      [
        `--${option}${value === undefined ? '' : ` ${value}`}`,
        isRequired === true ? `${help} (required)` : help,
      ] as const,
  )
  const width = Math.max(6, ...rows.map(([left]) => left.length))
  const lines = [...rows, ['--help', 'this text'] as const].map(([left, help]) => `  ${left.padEnd(width)}  ${help}`)
  const named = Object.entries(settings ?? {}).map(([setting, help]) => `  ${setting}\n      ${help}`)
  const described =
    named.length === 0
      ? ''
      : `\n\nSettings, from ${'config' in options ? '--config FILE or ' : ''}the environment:\n${named.join('\n')}`
  return `madoguchi ${name}${operand === undefined ? '' : ` ${operand}`} — ${summary}\n\nOptions:\n${lines.join('\n')}${described}\n\nExamples:\n${examples.map((example) => `  ${example}`).join('\n')}\n${group.length === 0 ? '' : `\nCommands of "${name}":\n${listCommands(group)}\n`}`
}

function listCommands(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  return commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n')
}
