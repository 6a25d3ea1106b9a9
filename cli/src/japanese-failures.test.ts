import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Command } from '@madoguchi/party'
import { commands } from './commands.ts'
import { run } from './run.ts'

/** Whole sentences that end as Japanese ones do; names of options, files and codes stand in them as they are. */
function assertJapanese(err: string, called: string): void {
  const [first = ''] = err.split('\n')
  assert.match(first, /[\p{Script=Hiragana}\p{Script=Katakana}].*(。|: )/u, `${called}: ${err}`)
  const foreign = err.split('\n').filter((line) => /^[A-Za-z][a-z]+( [a-z]+){2}/.test(line))
  assert.deepEqual(foreign, [], called)
}

describe('what a command says of what it could not do', () => {
  let folder: string
  /** No file and no folder can stand here: what stands before the last / is a file. */
  let nowhere: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'madoguchi-words-'))
    await writeFile(join(folder, 'file'), '')
    nowhere = join(folder, 'file', 'x')
  })
  after(() => rm(folder, { recursive: true }))

  async function call(...args: string[]): Promise<{ status: number; err: string }> {
    let err = ''
    const status = await run(args, {
      out: () => {},
      err: (text) => {
        err += text
      },
      signal: AbortSignal.abort(),
      readStdin: async () => '1234\n',
      isTerminal: false,
      environment: { HOME: folder },
    })
    return { status, err }
  }

  const valuesOf = ({ options, operand }: Command, isEach: (name: string) => boolean) => [
    ...Object.entries(options).flatMap(([name, { type }]) =>
      !isEach(name) ? [] : type === 'boolean' ? [`--${name}`] : [`--${name}`, nowhere],
    ),
    ...(operand === undefined ? [] : [nowhere]),
  ]

  it('is Japanese for every command whose words are off', async () => {
    for (const { name, options } of commands) {
      const wrong = [['--no-such-option'], ['-z'], ['--no-such-option=1'], ['--', 'one', 'two', 'three']]
      for (const [option, { type }] of Object.entries(options))
        wrong.push(...(type === 'boolean' ? [[`--${option}=1`]] : [[`--${option}`], [`--${option}`, '--no-such']]))
      for (const words of wrong) {
        const { status, err } = await call(...name.split(' '), ...words)
        const called = `${name} ${words.join(' ')}`
        // Names of files stand behind --, and may be those of files that are not there.
        assert.ok(status === 2 || (words[0] === '--' && status === 1), called)
        assertJapanese(err, called)
        if (words[0] !== '--') assert.ok(err.includes((words[0] ?? '').replace(/=1$/, '')), `${called}: ${err}`)
      }
    }
  })

  it('is Japanese for every command that is given files, folders and settings that are not there', async () => {
    let thrown = 0
    for (const command of commands) {
      const { name, options } = command
      const isText = (option: string) => options[option]?.type === 'string'
      const isRequired = (option: string) => options[option]?.isRequired === true
      const ways = [
        valuesOf(command, (option) => isText(option)),
        // Without --data it would be the demo of whoever runs the tests.
        ...('data' in options ? [] : [valuesOf(command, (option) => isRequired(option))]),
        ...('config' in options ? [valuesOf(command, (option) => isRequired(option) || option === 'config')] : []),
        ...('data' in options ? [valuesOf(command, (option) => isRequired(option) || option === 'data')] : []),
      ]
      for (const words of name === 'demo start' ? ways.slice(0, 1) : ways) {
        const { status, err } = await call(...name.split(' '), ...words)
        if (status === 0 || err === '') continue
        thrown += 1
        assertJapanese(err, `${name} ${words.join(' ')}`)
      }
    }
    assert.ok(thrown > commands.length, `${thrown}`)
  })

  it('keeps the code for whoever looks it up, and what the program says of it below', async () => {
    const { err } = await call('core', '--config', nowhere)
    assert.equal(
      err,
      `設定のファイル ${nowhere} を読めません。ファイルか、この利用者が読めるかを確かめてください。(CONFIG_FILE)\n`,
    )
    const folderGiven = await call('keys', 'offline', '--dir', nowhere)
    assert.match(folderGiven.err, /を使えません。.*\(ENOTDIR\)\n$/)
  })
})
