import { readFile, writeFile } from 'node:fs/promises'
import { letterFailures, letterKinds, renderLetter } from '@madoguchi/agency'
import { AppError, systemClock } from '@madoguchi/kit'
import type { Command, Surroundings } from '@madoguchi/party'
import { getDone } from '../officer-sentences.ts'
import { readId } from '../read-id.ts'
import { agencyOptions, withChosenAgencyDesk } from '../with-chosen-agency-desk.ts'
import { demandValue } from './keys.ts'

const letterOption = { type: 'string', value: 'ID', help: 'which one, where it is not behind the name' } as const
const byOption = { type: 'string', value: 'NAME', help: 'the officer who does it', isRequired: true } as const
/** More than a letter's lines have; a larger file is another one. */
const fileBytesMax = 4096

const list: Command = {
  name: 'agency letters list',
  summary: 'list the letters to people who must not be found: what failed first, then what waits; no name, no address',
  examples: ['madoguchi agency letters list --config city.env'],
  options: { ...agencyOptions, json: { type: 'boolean', help: 'as JSON' } },
  async run(values, surroundings) {
    const letters = await withChosenAgencyDesk({ values, surroundings }, (desk) => desk.officers.listLetters())
    if (values.json === true) surroundings.out(`${JSON.stringify(letters, null, 2)}\n`)
    else if (letters.length === 0) surroundings.out('There is no letter.\n')
    else
      for (const { letter, personRef, kind, state, why, changedAt, by } of letters)
        surroundings.out(
          `${letter}  ${personRef}  ${kind}  ${state}${why === null ? '' : ` (${why})`}  ${changedAt}  by ${by}\n`,
        )
    return 0
  },
}

const write: Command = {
  name: 'agency letters write',
  summary: 'put a letter into the queue, to an address from a file: arguments can be read by others on this computer',
  examples: ['madoguchi agency letters write --person A1 --kind protection-begun --to address.txt --by 佐藤'],
  options: {
    ...agencyOptions,
    person: { type: 'string', value: 'REF', help: 'our own reference of the person', isRequired: true },
    kind: { type: 'string', value: 'WORD', help: letterKinds.join(', '), isRequired: true },
    to: {
      type: 'string',
      value: 'FILE',
      help: 'the name in the first line, below it the address; "-": standard input',
      isRequired: true,
    },
    by: byOption,
  },
  async run(values, surroundings) {
    const [personRef, kind, by] = [
      demandValue(values, 'person'),
      demandValue(values, 'kind'),
      demandValue(values, 'by'),
    ]
    const [name = '', ...address] = await readLines(demandValue(values, 'to'), surroundings)
    const order = { personRef, kind, name, address, by }
    const { letter } = getDone(
      await withChosenAgencyDesk({ values, surroundings }, (desk) => desk.officers.writeLetter(order)),
    )
    surroundings.out(`${letter} waits to be printed: "agency letters print ${letter} --out FILE --by NAME".\n`)
    return 0
  },
}

const print: Command = {
  name: 'agency letters print',
  summary: 'make the PDF of a letter, also once more: the address on a sheet of its own, then what it says',
  operand: 'ID',
  examples: ['madoguchi agency letters print ltr_… --out letter.pdf --by 佐藤'],
  options: {
    ...agencyOptions,
    letter: letterOption,
    out: { type: 'string', value: 'FILE.pdf', help: 'a new file, which only you can read', isRequired: true },
    by: byOption,
  },
  async run(values, surroundings) {
    const [letter, out, by] = [
      readId(values, { option: 'letter', prefix: 'ltr' }),
      demandValue(values, 'out'),
      demandValue(values, 'by'),
    ]
    await withChosenAgencyDesk({ values, surroundings }, async ({ officers }) => {
      const pdf = await renderLetter(getDone(await officers.readLetter({ letter })), systemClock.now())
      await writeNew(out, pdf)
      getDone(await officers.noteLetter({ letter, state: 'printed', by }))
    })
    surroundings.out(`${out} holds ${letter}. Delete the file when it is printed.\n`)
    return 0
  },
}

const sent: Command = {
  name: 'agency letters sent',
  summary: 'note that a printed letter has left; its address is forgotten 90 days later',
  operand: 'ID',
  examples: ['madoguchi agency letters sent ltr_… --by 佐藤'],
  options: { ...agencyOptions, letter: letterOption, by: byOption },
  async run(values, surroundings) {
    const note = {
      letter: readId(values, { option: 'letter', prefix: 'ltr' }),
      state: 'sent',
      by: demandValue(values, 'by'),
    }
    getDone(await withChosenAgencyDesk({ values, surroundings }, (desk) => desk.officers.noteLetter(note)))
    surroundings.out(`${note.letter} is sent.\n`)
    return 0
  },
}

const failed: Command = {
  name: 'agency letters failed',
  summary: 'note that a letter did not reach the person, and why; it can be printed again',
  operand: 'ID',
  examples: ['madoguchi agency letters failed ltr_… --why returned --by 佐藤'],
  options: {
    ...agencyOptions,
    letter: letterOption,
    why: { type: 'string', value: 'WORD', help: letterFailures.join(', '), isRequired: true },
    by: byOption,
  },
  async run(values, surroundings) {
    const note = {
      letter: readId(values, { option: 'letter', prefix: 'ltr' }),
      state: 'failed',
      why: demandValue(values, 'why'),
      by: demandValue(values, 'by'),
    }
    getDone(await withChosenAgencyDesk({ values, surroundings }, (desk) => desk.officers.noteLetter(note)))
    surroundings.out(`${note.letter} failed (${note.why}). Write it anew to another address, or print it again.\n`)
    return 0
  },
}

export const agencyLetters: readonly Command[] = [list, write, print, sent, failed]

async function readLines(file: string, { readStdin }: Surroundings): Promise<readonly string[]> {
  const text = file === '-' ? await readStdin() : await readText(file)
  if (Buffer.byteLength(text) > fileBytesMax)
    throw new AppError('FILE_UNREADABLE', `名前と住所は、あわせて ${fileBytesMax} バイトまでです。`)
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  return lines.slice(0, lines.findLastIndex((line) => line.trim() !== '') + 1)
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new AppError('FILE_UNREADABLE', `${file} を読めません。あるかどうかを確かめてください。`, { cause })
  }
}

async function writeNew(file: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(file, bytes, { mode: 0o600, flag: 'wx' })
  } catch (cause) {
    throw new AppError('FILE_NOT_WRITTEN', `${file} に書けません。まだない名前を指定してください。`, { cause })
  }
}
