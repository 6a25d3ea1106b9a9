import type { Answer, Field, FieldOf, Fill, FormError, Option, Procedure } from '@madoguchi/forms'
import {
  accountKinds,
  entryName,
  explainError,
  findUnlikelySymbol,
  getFieldKind,
  relationshipOptions,
} from '@madoguchi/forms'
import { eras } from '@madoguchi/kit'
import type { Choice, FieldProps, Html } from '@madoguchi/ui'
import {
  html,
  renderAccountField,
  renderCheckboxGroup,
  renderDateField,
  renderRadioGroup,
  renderSelectField,
  renderTextArea,
  renderTextField,
} from '@madoguchi/ui'
import type { Reader } from '../shell/words.ts'
import { renderAccountChoices } from './account-view.ts'
import type { Entries } from './entries.ts'
import { renderFileNames } from './fill-file.ts'
import { findNote, isCharacterRefused } from './rare-characters.ts'
import { fillWords } from './words.ts'

type ShownField = {
  readonly procedure: Procedure
  readonly field: Field
  readonly answer: Answer | undefined
  /** What may fill it in now. */
  readonly fill: Fill | undefined
  /** Whether it is about whoever fills the form in. */
  readonly isOwn: boolean
  /** Of a confirmation: what it is about now. */
  readonly about: string | undefined
  /** What stands in the inputs. */
  readonly entries: Entries
  /** The name that the holder of an account is compared with. */
  readonly person: string | undefined
  /** What is wrong with it; rules may say several things of one box. */
  readonly errors: readonly FormError[]
}

/** So many options stand as buttons; more go into a list that opens. */
const radiosMax = 8

/** The inputs of one field: each control's id is the name of its entry, so that an error leads to it. */
export function renderFillField(shown: ShownField, reader: Reader): Html {
  const copy = fillWords(reader).field
  const { field, entries, errors, procedure } = shown
  const name = entryName(field.id, { part: '' })
  const one = (part: string) => entries[entryName(field.id, { part })]?.at(-1)
  const all = (part: string) => entries[entryName(field.id, { part })] ?? []
  const sentences = explainParts(errors, procedure)
  const props: FieldProps = {
    name,
    label: field.label,
    requirement: field.isOptional === true ? 'optional' : 'required',
    support: supportOf(shown, reader),
    error: sentences[''],
  }
  // What is refused goes on no paper: the error alone is said of it.
  const text = isCharacterRefused(errors) ? '' : (one('') ?? '')
  const note = renderNote(field, { name, text }, reader)
  const words = (options: readonly Option[]) =>
    renderWords(options, { name, value: one('words'), error: sentences.words }, reader)
  switch (field.kind) {
    case 'date': {
      const parts = ['era', 'year', 'month', 'day', 'unknown'] as const
      const value = Object.fromEntries(parts.flatMap((each) => (one(each) === undefined ? [] : [[each, one(each)]])))
      return renderDateField({
        ...props,
        eras: listEras(field, reader),
        value,
        unknowns: listUnknowns(field.unknown, reader),
        isOwnBirthday: shown.fill?.from === 'card' && shown.fill.attribute === 'birthDate',
        partErrors: sentences,
      })
    }
    case 'account': {
      const kinds = Object.entries(accountKinds).map(([value, { label }]) => ({ value, label }))
      const value = Object.fromEntries(getFieldKind(field).parts.map((each) => [each, one(each) ?? '']))
      const choosing = renderAccountChoices(name, (part) => value[part] ?? '', reader)
      const confirming = askOfHolder(shown, one('holderConfirmed') ?? '', reader)
      const confirmingSymbol = askOfSymbol(value, one('symbolConfirmed') ?? '', reader)
      const shownBoxes = { ...props, kinds, value, partErrors: sentences, choosing }
      const codesUnknown = { label: fillWords(reader).account.codesUnknown, value: 'yes' }
      const isUnknown = (one('codesUnknown') ?? '') !== ''
      return renderAccountField({
        ...shownBoxes,
        codesUnknown: { ...codesUnknown, isChosen: isUnknown },
        confirming,
        confirmingSymbol,
      })
    }
    case 'choice':
    case 'relationship': {
      const options = field.kind === 'choice' ? field.options : relationshipOptions(field)
      const choices = options.map((option) => makeChoice(option, one('') === option.id))
      const control =
        options.length > radiosMax
          ? renderSelectField({ ...props, value: one(''), options: choices })
          : renderRadioGroup({ ...props, choices, look: options.length <= radiosMax ? 'tile' : 'plain' })
      return html`${control}${words(options)}`
    }
    case 'choices': {
      const choices = field.options.map((option) => makeChoice(option, all('').includes(option.id)))
      return html`${renderCheckboxGroup({ ...props, choices, look: 'tile' })}${words(field.options)}`
    }
    case 'yes-no':
      return renderRadioGroup({
        ...props,
        look: 'tile',
        choices: [
          { value: 'yes', label: field.yes ?? copy.yes, isChosen: one('') === 'yes' },
          { value: 'no', label: field.no ?? copy.no, isChosen: one('') === 'no' },
        ],
      })
    case 'consent':
    case 'confirm': {
      // A box that was ticked about something else stands empty.
      const value = (field.kind === 'confirm' ? shown.about : undefined) ?? 'yes'
      const choices = [{ value, label: field.statement, isChosen: one('') === value }]
      return renderCheckboxGroup({ ...props, look: 'tile', choices })
    }
    case 'file':
      return renderFileNames(
        {
          ...props,
          files: all('').filter((file) => file !== ''),
          accept: field.accept,
          countMax: field.countMax ?? 1,
        },
        reader,
      )
    case 'text':
      return html`${
        field.isLong === true
          ? renderTextArea({ ...props, value: one('') })
          : renderTextField({ ...props, value: one(''), width: (field.graphemesMax ?? 100) <= 20 ? 'medium' : 'full' })
      }${note}`
    default:
      return html`${renderTextField({ ...props, value: one(''), ...inputOf(shown, reader), none: noneOf(field, { said: one('none'), error: sentences.none }) })}${note}`
  }
}

/** Of a holder with another name than expected: whether that is right. It stays there once it was answered. */
function askOfHolder({ errors, person }: ShownField, confirmed: string, reader: Reader) {
  const isAsked = errors.some(({ code }) => code === 'ACCOUNT_HOLDER_DIFFERS')
  const isChosen = confirmed !== '' && confirmed === person
  if (person === undefined || !(isAsked || isChosen)) return undefined
  return { label: fillWords(reader).account.holderIsRight(person), value: person, isChosen }
}

/** Of 記号 and 番号 that do not fit each other: whether the passbook says so. */
function askOfSymbol(boxes: Readonly<Record<string, string>>, confirmed: string, reader: Reader) {
  const one = (part: string) => boxes[part] ?? ''
  const asked = findUnlikelySymbol({ one, all: (part) => [one(part)] })
  if (asked === undefined) return undefined
  return { label: fillWords(reader).account.symbolIsRight, value: asked, isChosen: confirmed === asked }
}

/** What is to be said of its characters; the script says it anew after each save. */
function renderNote(field: Field, { name, text }: { name: string; text: string }, reader: Reader): Html | '' {
  const note = findNote(field, text, reader)
  return note === undefined ? '' : html`<p class="fill__rare" role="status" data-rare="${name}">${note}</p>`
}

/** The box of whoever has no telephone. */
function noneOf(field: Field, { said = '', error }: { said: string | undefined; error: string | undefined }) {
  if (field.kind !== 'phone' || field.none === undefined) return undefined
  return { label: field.none, isChosen: said !== '', error }
}

/** There is no purpose of WCAG 1.3.5 for kana. The keyboard, the width and what the browser may offer; it offers one's own only where the field is about oneself. */
function inputOf(shown: ShownField, reader: Reader): Omit<Parameters<typeof renderTextField>[0], 'name' | 'label'> {
  const { field } = shown
  const offers = (token: string) => (shown.isOwn ? token : 'off')
  switch (field.kind) {
    case 'name':
      return { width: 'medium', autocomplete: offers('name') }
    case 'kana':
      return { width: 'medium', autocomplete: 'off' }
    case 'address':
      return { autocomplete: offers('address-line1') }
    case 'postal-code':
      return { width: 'short', kind: 'digits', autocomplete: offers('postal-code') }
    case 'phone':
      return { width: 'short', kind: 'tel', autocomplete: offers('tel') }
    case 'email':
      return { width: 'medium', kind: 'email', autocomplete: offers('email') }
    case 'digits':
      return { width: field.length <= 8 ? 'short' : 'medium', kind: 'digits', autocomplete: 'off' }
    case 'time':
      return { width: 'short', autocomplete: 'off' }
    case 'money':
      return { width: 'short', kind: 'digits', unit: fillWords(reader).field.yen, autocomplete: 'off' }
    case 'number':
      return { width: 'short', kind: 'digits', unit: field.unit, autocomplete: 'off' }
    default:
      return {}
  }
}

function supportOf({ field, answer, fill }: ShownField, reader: Reader): string | undefined {
  const copy = fillWords(reader).field
  const from = answer?.source.from ?? 'typed'
  const said = { typed: undefined, card: copy.fromCard, answer: copy.fromAnswer }[from]
  const isOthers = from !== 'typed' && field.fill?.from === from && fill === undefined
  const source = isOthers ? copy.fromOthers[from] : said
  const about = [field.hint, field.example === undefined ? undefined : copy.example(field.example)]
  const lines = [about.filter((line) => line !== undefined).join(' '), source ?? '']
  return lines.filter((line) => line !== '').join('\n') || undefined
}

/** One input for the words of whichever option takes them. */
function renderWords(
  options: readonly Option[],
  { name, value, error }: { name: string; value: string | undefined; error: string | undefined },
  reader: Reader,
): Html | '' {
  const taking = options.filter(({ takesWords }) => takesWords === true).map(({ label }) => label)
  if (taking.length === 0) return ''
  const field = renderTextField({
    name: `${name}.words`,
    label: fillWords(reader).field.wordsLabel(taking),
    width: 'medium',
    autocomplete: 'off',
    value,
    error,
  })
  return html`<div class="fill__words">${field}</div>`
}

function makeChoice({ id, label, hint, takesWords }: Option, isChosen: boolean): Choice {
  return { value: id, label, support: hint, isChosen, opensMore: takesWords === true }
}

/** The first one stands chosen: for a birth that is none, so that nobody is born in 令和 by oversight. */
function listEras({ calendar, isRecent, from }: FieldOf<'date'>, reader: Reader) {
  const copy = fillWords(reader).field
  const western = { value: 'western', label: copy.western }
  const japanese = eras.map(({ id, label }) => ({ value: id, label }))
  if (calendar === 'western') return [western, ...japanese]
  const listed = [...japanese, western]
  return isRecent === true || from === 'today' ? listed : [{ value: '', label: copy.eraNone }, ...listed]
}

function listUnknowns(unknown: 'day' | 'month' | undefined, reader: Reader) {
  const copy = fillWords(reader).field
  const listed = unknown === undefined ? [] : unknown === 'day' ? (['day'] as const) : (['day', 'month'] as const)
  return listed.map((value) => ({ value, label: copy.unknowns[value] }))
}

/**
 * What is wrong with each part: all of it, where rules say several things of one box. A date or an account without any answer is wrong as a whole, whose part is ''.
 */
function explainParts(
  errors: readonly FormError[],
  procedure: Procedure,
): Readonly<Record<string, string | undefined>> {
  const sentences: Record<string, string> = Object.create(null)
  for (const error of errors) {
    const { code, facts } = error
    const part = code === 'FIELD_REQUIRED' || typeof facts.part !== 'string' ? '' : facts.part
    sentences[part] = `${sentences[part] ?? ''}${explainError(procedure, error)}`
  }
  return sentences
}
