import type { Random } from '@madoguchi/kit'
import { base64url } from '@madoguchi/kit'
import type { Composed, Draft } from './compose.ts'
import { composeMessages } from './compose.ts'
import type { MessageBody } from './message/index.ts'

/**
 * Puts a filing into its `file`, ready to be sent to the core. Neither is signed yet: whoever signs `file` signs its filing with it.
 * It lives to the end of the hour of `notAfter`, as all that agencies read.
 */
export function composeFiling(options: {
  from: string
  core: string
  agency: string
  filing: MessageBody<'filing'>
  sender: Pick<MessageBody<'file'>, 'linkCode' | 'mandate' | 'sentAt'>
  notAfter: number
  random?: Random
}): { file: Draft<'file'>; filing: Composed } {
  const { core, agency, filing: body, sender, notAfter, ...rest } = options
  const [filing] = composeMessages({ ...rest, drafts: [{ name: 'filing', to: agency, body, notAfter }] })
  if (filing === undefined) throw new Error('a draft was composed to nothing')
  return {
    filing,
    file: {
      name: 'file',
      to: core,
      body: { filing: body.filing, ...sender, filingDigest: base64url.encode(filing.digest) },
      enclosures: [filing],
      notAfter: filing.draft.notAfter,
    },
  }
}
