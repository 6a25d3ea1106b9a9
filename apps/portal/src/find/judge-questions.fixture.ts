import { readSandboxFacts } from '@madoguchi/facts/sandbox'
import { loadProcedures } from '@madoguchi/procedures'
import { type Finder, makeFinder } from './finder.ts'
import { talkativeOffer } from './own-texts.fixture.ts'
import { readQuery } from './query.ts'
import { sampleList } from './sample-procedures.fixture.ts'

const letters: Readonly<Record<string, string>> = {
  C: 'child-allowance-claim',
  D: 'disaster-victim-certificate',
  G: 'dog-registration',
  L: 'long-term-care-certification',
  P: 'pregnancy-notification',
}

/** An answer is a procedure's id, or a part of the title of who is led to. */
type Answer = { readonly procedure: string } | { readonly lead: string }

export type OutsideQuestion = {
  readonly words: string
  readonly right: readonly Answer[]
  readonly acceptable: readonly Answer[]
}

/** What a page shows, in its order. */
type Shown = { readonly procedure: string; readonly title: string } | { readonly lead: string }

export type Judged = OutsideQuestion & {
  readonly shown: readonly string[]
  readonly isRight: boolean
  /** Something is shown, at any place, that is neither right nor acceptable. */
  readonly isAbsurd: boolean
}

/** Lines of `right(acceptable): question|question`; answers are parted by `/`, letters of procedures by nothing. */
export function readOutsideQuestions(asked: string): readonly OutsideQuestion[] {
  return asked
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [, right = '', acceptable = '', words = ''] = /^([^(:]*)(?:\(([^)]*)\))?: (.*)$/.exec(line) ?? []
      const answers = { right: readAnswers(right), acceptable: readAnswers(acceptable) }
      return words.split('|').map((one) => ({ words: one, ...answers }))
    })
}

function readAnswers(text: string): readonly Answer[] {
  return text
    .split('/')
    .filter((part) => part !== '' && part !== '-')
    .flatMap((part): readonly Answer[] =>
      /^[A-Z]+$/.test(part) ? [...part].map((letter) => ({ procedure: letters[letter] ?? letter })) : [{ lead: part }],
    )
}

/** みほん市 offers all there is, with texts of its own about each; the others have none. */
export function openOutsideFinder(): Finder {
  const procedures = loadProcedures()
  const { municipalities } = readSandboxFacts()
  const finder = makeFinder({ procedures, listMunicipalities: () => municipalities })
  for (const { code: municipality } of municipalities)
    finder.put(sampleList({ municipality, offers: procedures.map(({ id }) => talkativeOffer(id, municipality)) }))
  return finder
}

/** As the page shows it: who is led to stands first where only what happened was said (`procedures.ts`). */
function listShown(finder: Finder, asked: { readonly where: string; readonly words: string }): readonly Shown[] {
  const { results, nearby, leads } = finder.search(readQuery(new URLSearchParams(asked)))
  const here = [...nearby, ...results].map(({ procedure: { id, title } }) => ({ procedure: id, title }))
  const led = leads.map(({ title }) => ({ lead: title }))
  const isNamed = results.some(({ reason }) => reason === 'title' || reason === 'keyword')
  return isNamed ? [...here, ...led] : [...led, ...here]
}

export function judgeQuestions(
  finder: Finder,
  questions: readonly OutsideQuestion[],
  where: string,
): { readonly judged: readonly Judged[]; readonly rightPercent: number; readonly absurd: readonly Judged[] } {
  const judged = questions.map((question) => {
    const shown = listShown(finder, { where, words: question.words })
    const isIn = (answers: readonly Answer[]) => (one: Shown | undefined) =>
      one !== undefined &&
      answers.some((answer) =>
        'procedure' in answer
          ? 'procedure' in one && one.procedure === answer.procedure
          : 'lead' in one && one.lead.includes(answer.lead),
      )
    const isFine = isIn([...question.right, ...question.acceptable])
    return {
      ...question,
      shown: shown.map((one) => ('procedure' in one ? one.procedure : one.lead)),
      isRight: isIn(question.right)(shown[0]),
      isAbsurd: !shown.every(isFine),
    }
  })
  const answerable = judged.filter(({ right }) => right.length > 0)
  return {
    judged,
    rightPercent: (100 * answerable.filter(({ isRight }) => isRight).length) / answerable.length,
    absurd: judged.filter(({ isAbsurd }) => isAbsurd),
  }
}
