import type { CheckCode, InvitationCode, LetterCode, ProtectionCode } from '@madoguchi/agency'
import { letterFailures, letterKinds, letterLimits, protectionReasons } from '@madoguchi/agency'
import type { Verdict } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'

type OfficerCode = ProtectionCode | LetterCode | CheckCode | InvitationCode

const sentences: Readonly<Record<OfficerCode, string>> = {
  PERSON_UNKNOWN: 'この番号の人は、ここの記録にいません。業務システムで確かめてください。',
  OFFICER_MISSING: '職員の名前を --by か --name で指定してください。1行、60文字までです。',
  PROTECTION_REASON: `--reason には ${protectionReasons.join('、')} のどれかを指定してください。`,
  PROTECTION_DATE: '--until には、保護が続く最後の日を、暦にある YYYY-MM-DD の形で指定してください。',
  PROTECTION_DATE_PAST: 'その日は過ぎています。--until には、今日かその後の日を指定してください。',
  PROTECTION_DATE_FAR: 'その日は400日より先です。保護は1年ごとに延長します。年が正しいか確かめてください。',
  PROTECTION_RUNS:
    'この人は、その日かその後まで、すでに保護されています。「agency people protected」に、いつまで、だれが決めたかがあります。',
  PROTECTION_NONE: 'この人は保護されていません。',
  RETIRE_TYPE: '--type には、local-tax のような情報の種類を指定してください。',
  CHECK_UNKNOWN: 'このやりとりの確認は、依頼されていません。「agency checks list」に一覧があります。',
  CHECK_CLEARED: 'すでに確認が終わっています。「agency checks show」に、だれが終えたかがあります。',
  CHECK_NOTE: '--note は1行、500文字までです。端末を操作する文字や、目に見えない文字は使えません。',
  ORDER_MALFORMED: 'この機関は、この指示を知りません。両方で同じ版のプログラムを使ってください。',
  DESK_NOT_SET_UP:
    'この機関には職員の窓口がありません。MADOGUCHI_DESK_LISTEN と MADOGUCHI_DESK_ORIGIN を設定してください。体験環境では、最初の機関だけにあります。',
  DESK_ROLES: '--roles には look、handle、divide、records、settings から、コンマで区切って指定してください。',
  DESK_AFFAIRS:
    '--affairs には self-information、protection、desk か、番号利用事務の名前を、コンマで区切って指定してください。',
  LETTER_KIND: `--kind には ${letterKinds.join('、')} のどれかを指定してください。`,
  LETTER_NAME: `1行目は名前です。${letterLimits.nameChars} 文字までで、端末を操作する文字は使えません。`,
  LETTER_ADDRESS: `名前の下に、住所を1行から ${letterLimits.addressLines} 行まで書いてください。1行は ${letterLimits.addressLineChars} 文字までです。`,
  LETTER_UNKNOWN: 'その手紙はありません。「agency letters list」に一覧があります。',
  LETTER_STATE: 'その手紙は、いまそうできる状態ではありません。「agency letters list」に状態があります。',
  LETTER_WHY: `--why には ${letterFailures.join('、')} のどれかを指定してください。`,
}

/** What an act gave. Throws AppError with a sentence and the code for what was not done. */
export function getDone<T>(told: Verdict<T, OfficerCode>): T {
  if (told.ok) return told.value
  throw new AppError(told.code, `${sentences[told.code]}(${told.code})`, { facts: told.facts })
}
