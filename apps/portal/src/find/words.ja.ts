import type { WordsOf } from '../shell/error-words.ts'
import type { findErrors } from './errors.ts'

const errors: WordsOf<typeof findErrors> = {
  PROCEDURE_UNKNOWN: {
    title: 'この手続の案内は見つかりません',
    body: '市区町村が案内をやめたか、住所(URL)が変わりました。「手続をさがす」から、もう一度さがせます。',
  },
}

export const ja = { errors }

/** The same sentences in another language: `export const en: FindWords = …`. */
export type FindWords = typeof ja
