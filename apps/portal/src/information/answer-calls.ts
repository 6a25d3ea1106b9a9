import { AppError } from '@madoguchi/kit'
import { noteSeen } from '../session/activity.ts'
import type { Ground } from '../shell/ground.ts'
import { defineBareOperation, defineOperation, type Given, type Operation } from '../shell/operation.ts'
import { getValue } from '../shell/visit.ts'
import type { OpenSession } from '../shell/visitor.ts'
import { anyReader } from '../shell/words.ts'
import { type FileKind, fileTypes, type MakeAnswerFile } from './answer-file.ts'
import { type Opening, openRequestAnswers, type ShownAnswer } from './open-answers.ts'
import { getRequestOf } from './request-calls.ts'

/** Answers that came: as data, and as one file. */
export function listAnswerCalls(
  ground: Pick<Ground, 'db' | 'clock'>,
  { opening, makeFile }: { opening: Opening; makeFile: MakeAnswerFile },
): readonly Operation[] {
  /** All answers of a request that this card opens, or those named. Throws ANSWER_NOT_THERE where one is not there, or none. */
  async function openAll(given: Member, kind: FileKind, exchanges?: readonly string[]) {
    const { c, session } = given
    const request = c.req.param('request') ?? ''
    const found = await openRequestAnswers(opening, session, { request, exchanges })
    // Nothing of that name: the request says which it is that is not there.
    if (found === undefined) await getRequestOf(opening, given)
    const opened = (found?.answers ?? []).map((answer) => getValue(answer))
    const [first, ...more] = opened
    const areAllThere = exchanges === undefined || opened.length === new Set(exchanges).size
    if (found === undefined || first === undefined || !areAllThere)
      throw new AppError('ANSWER_NOT_THERE', 'No answer has come yet.')
    await noteSeen(ground, session, { event: 'answers-saved', kind, count: opened.length })
    const answers: [ShownAnswer, ...ShownAnswer[]] = [first, ...more]
    return { request, requestedAt: found.createdAt, answers }
  }

  /** All answers in one document. */
  async function replyFile(given: Member, kind: FileKind): Promise<Response> {
    const { request, requestedAt, answers } = await openAll(given, kind)
    const bytes = await makeFile(given.session, kind, { answers, requestedAt, reference: request, reader: anyReader })
    return given.c.body(new Uint8Array(bytes), 200, { 'Content-Type': fileTypes[kind] })
  }

  return [
    defineOperation(
      {
        id: 'getAnswers',
        method: 'GET',
        path: '/requests/{request}/answers.json',
        summary: '届いた回答を、データとして受け取ります',
        query: {
          exchanges:
            '「items」の「exchange」を「,」で区切って並べると、その回答だけを返します。1つでも届いていないと、ANSWER_NOT_THERE になります',
        },
        access: 'vault',
        answer: { status: 200, schema: 'Answers' },
        errors: ['REQUEST_UNKNOWN', 'ANSWER_NOT_THERE', 'ANSWER_BROKEN'],
      },
      async (given) => {
        const { request, answers } = await openAll(given, 'json', given.c.req.query('exchanges')?.split(','))
        return {
          request,
          answers: answers.map(({ exchange, provider, arrivedAt, datum, described }) => ({
            exchange,
            provider,
            arrivedAt: arrivedAt.toISOString(),
            datum,
            described,
          })),
        }
      },
    ),
    ...(['csv', 'xml', 'pdf'] as const).map((kind) =>
      defineBareOperation(
        {
          id: `getAnswersAs${kind[0]?.toUpperCase()}${kind.slice(1)}`,
          method: 'GET',
          path: `/requests/{request}/answers.${kind}`,
          summary: `届いた回答を、1つの${kind.toUpperCase()}として受け取ります`,
          access: 'vault',
          answer: { status: 200, file: fileTypes[kind] },
          errors: ['REQUEST_UNKNOWN', 'ANSWER_NOT_THERE', 'ANSWER_BROKEN'],
        },
        (given) => replyFile(given, kind),
      ),
    ),
  ]
}

type Member = Pick<Given, 'c'> & { readonly session: OpenSession }
