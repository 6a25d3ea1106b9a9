import { no, ok, type Verdict } from '@madoguchi/kit'
import type { FieldErrorCode } from '../errors.ts'
import type { PhoneField } from '../field.ts'
import { type Fault, type FieldKindRow, refuseFor } from './field-kind.ts'
import { makeTextKind } from './plain-text.ts'
import { foldWidth } from './text-rules.ts'

/**
 * Any width; with the usual hyphens where the number itself tells them, else with those of whoever typed it. An
 * extension stands behind it (`03-1234-5678 内線123`), and then whose it is or when to call, as they wrote it before or
 * behind it (`090-1234-5678(母の携帯 9時から17時)`); a second number after `、`. What +81 leads to is a number here.
 */
export function parsePhone(typed: string): Verdict<string, FieldErrorCode> {
  const folded = foldWidth(typed, lengthMax)
  const whole = readOne(folded)
  const parts = whole === undefined ? splitNumbers(folded) : [folded]
  const read = parts.map(readOne).filter((one) => one !== undefined)
  if (read.length === 0 || read.length > numbersMax || read.length < parts.length) return no('PHONE_INVALID')
  return ok(read.join('、'))
}

const number = makeTextKind<PhoneField>(parsePhone)

/** What is kept, and printed, of whoever has no telephone: as the paper is answered by hand. */
const noPhone = 'なし'

/** A number, or that there is none where the field may be answered so: the box is ticked, or said in words. */
export const phoneKind: FieldKindRow<PhoneField, string> = {
  ...number,
  parts: ['', 'none'],
  read: (posted, field, limits) => {
    if (field.none === undefined) return number.read(posted, field, limits)
    const isSaid = /^(?:なし|無し|無|ない|無い|ありません)[。.]?$/.test(posted.one('').trim())
    if (posted.one('none') === '') return isSaid ? ok(noPhone) : number.read(posted, field, limits)
    if (isSaid || posted.one('').trim() === '') return ok(noPhone)
    const typed = number.read(posted, field, limits)
    const twice: Fault = { code: 'PHONE_TWICE', facts: { part: 'none' } }
    return refuseFor([...(typed.ok ? [] : [{ code: typed.code, facts: typed.facts }]), twice]) ?? typed
  },
  render: (value, field) => (field.none !== undefined && value === noPhone ? { none: ['yes'] } : { '': [value] }),
}

const lengthMax = 100
const numbersMax = 2
const noteMax = 20

const extensionPattern = /[\s(-]*(?:(?:内線|内|ext\.?|x)\s*[:.]?\s*#?|#)\s*([0-9]{1,6})番?\s*\)?/i
/** 9時から17時, 平日18:00以降: the only digits behind a number that are no part of one. */
const hoursPattern =
  /[\s(、,]+((?:平日|土日|休日|毎日|朝|昼|夜|夕方)?の?(?:午前|午後)?[0-9]{1,2}(?:時(?:半|[0-9]{1,2}分)?|:[0-5][0-9])(?:から|より|まで|以降|以後|以前|ごろ|頃|すぎ|過ぎ|[~〜ー-]|(?:午前|午後)?[0-9]{1,2}(?:時(?:半|[0-9]{1,2}分)?|:[0-5][0-9]))*)\s*\)?\s*$/
/** A telephone as a word or a sign: it says nothing that a number does not. */
const sayingNothing = /(?:tel|電話番号|電話|でんわ|デンワ|℡|☎|☏|📞|📱)\ufe0f?[:.\s]*/gi

/**
 * `03-1234-5678 / 090-1234-5678`: two numbers; a slash between groups of digits of one number divides nothing. Nor does a
 * space, but where what comes before it and what comes after it are each a number, perhaps with a word before it.
 */
function splitNumbers(folded: string): readonly string[] {
  const between =
    /\s*[、,;]\s*|\s\/\s|\s*(?:または|又は|と|・)\s*(?=[0+])|(?<=[0-9]{4})\/(?=[0+])|(?<=[0-9])\s*\/\s*(?=[^0-9+()\s/]{1,10}[\s:]*(?:0[0-9]|\())|(?<=[0-9)])\s+(?=(?!内|ext|x|#)[^0-9+()]{0,10}[\s:]*(?:0[0-9]|\())/i
  return folded.split(between).filter((part) => part !== '')
}

/** One number with what stands about it; nothing for what is none. */
function readOne(text: string): string | undefined {
  const told = text.replace(sayingNothing, '')
  const hours = hoursPattern.exec(told)?.[1] ?? ''
  const plain = told.replace(hoursPattern, '')
  const extension = extensionPattern.exec(plain)?.[1]
  const [, before = '', digits = '', behind = ''] =
    /^([^0-9+(]*)((?:[+(]\s*)?[0-9].*?)((?:(?<=[0-9])\s*\(|\s+|(?<=[0-9)]))[^0-9]*|)$/s.exec(
      plain.replace(extensionPattern, ' ').trim(),
    ) ?? []
  const number = readNumber(digits)
  const note = readNote([before, behind], hours)
  if (number === undefined || note === undefined) return undefined
  return `${number}${extension === undefined ? '' : ` 内線${extension}`}${note === '' ? '' : `(${note})`}`
}

/** 母の携帯, 昼, 山田方; '' where nothing is said, undefined where it is no word or two. */
function readNote(around: readonly string[], hours: string): string | undefined {
  const said = around.map((text) => text.replace(/^[\s(:。.、-]+|[\s):。.、-]+$/g, '')).filter((text) => text !== '')
  if (!said.every((words) => /^[\p{L}\p{M}ー・○〇々\s]*$/u.test(words))) return undefined
  const note = [...said, ...(hours === '' ? [] : [hours])].join(' ')
  return note.length <= noteMax ? note : undefined
}

/** The number with its hyphens; nothing for what is none. */
function readNumber(text: string): string | undefined {
  const folded = text
    .replace(/[\s()ー―一_/.~〜・-]+/g, '-')
    .replace(/^-|-$/g, '')
    .replace(/^\+-/, '+')
  if (!/^\+?[0-9]+(-[0-9]+)*$/.test(folded)) return undefined
  const home = bringHome(folded)
  const digits = home.replace(/\D/g, '')
  if (!isPossible(digits, home)) return undefined
  return home === digits || hasOwnHyphens.test(home) ? addHyphens(digits) : home
}

/** `+81 (0)90 1234 5678`, `0081 90…`, `010 81 90…` → `090-1234-5678`; any other country’s stays as it is. */
function bringHome(folded: string): string {
  const found = /^(?:\+81|010-?81|0081)-?0?-?([1-9][0-9-]*)$/.exec(folded)
  if (found?.[1] !== undefined) {
    const home = `0${found[1]}`
    if (isPossible(home.replace(/\D/g, ''), home)) return home
  }
  return folded.replace(/^010-(?=[1-9])/, '+')
}

/**
 * 電気通信番号計画: eleven digits for 020, 050, 060, 070, 080, 090 and 0800, ten for all others, in up to four groups, of
 * which one between may be a single digit (04992-2-…, 大島). E.164 for the numbers of other countries.
 */
function isPossible(digits: string, folded: string): boolean {
  if (folded.startsWith('+')) return /^(?!81)[1-9][0-9]{6,14}$/.test(digits)
  const isLong = /^0(?:[25-9]0|800)/.test(digits)
  if (!(isLong ? /^0(?:[25-9]0[0-9]|800)[0-9]{7}$/ : /^0[1-9][0-9]{8}$/).test(digits)) return false
  const groups = folded.split('-')
  const [first = '', last = ''] = [groups[0], groups.at(-1)]
  return groups.length === 1 || (groups.length <= 4 && first.length >= 2 && last.length >= 2)
}

/** An area code of two digits and the codes of mobile telephones are where they are, whatever hyphens were typed. */
const hasOwnHyphens = /^0-?(?:[36]|[25-9]-?0|8-?0-?0)/

function addHyphens(digits: string): string {
  const split = [
    /^(0800)([0-9]{3})([0-9]{4})$/,
    /^(0[25-9]0)([0-9]{4})([0-9]{4})$/,
    /^(0120|0570|0990)([0-9]{3})([0-9]{3})$/,
    /^(0[36])([0-9]{4})([0-9]{4})$/,
  ]
  const found = split.map((pattern) => pattern.exec(digits)).find((match) => match !== null)
  return found ? found.slice(1).join('-') : digits
}
