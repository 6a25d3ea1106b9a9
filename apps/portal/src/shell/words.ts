/** In which languages citizens are spoken to. One more is one more file in each journey; a sentence that it lacks does not compile. */
export const languages = ['ja'] as const

export type Language = (typeof languages)[number]

/** Whoever reads: a visit's frame says in which language. */
export type Reader = { readonly language: Language }

/** Whoever reads where nobody said in which language: a mail, an answer of the API. */
export const anyReader: Reader = { language: 'ja' }

/** What a journey says, to each reader in their language. */
export type Speak<Words> = (reader: Reader) => Words

/** The same sentences in each language: `speak<LogInWords>({ ja })`. */
export function speak<Words>(inEach: Readonly<Record<Language, Words>>): Speak<Words> {
  return ({ language }) => inEach[language]
}
