import { readPersonAttributes, withMyNumberCard } from '@madoguchi/card'
import { makeIssuerCheck } from '../issuer.ts'
import { cardWaitMs, type Operation } from '../operation.ts'

/** 氏名・住所・生年月日・性別. The My Number lies in another file of the same application, which nothing here reads. */
export const attributes: Operation<'attributes'> = async ({ mode, pin, acceptLastTry }, { slot, signal }) => {
  const { checkCertificate, explain } = makeIssuerCheck(mode)
  return explain(
    await withMyNumberCard({ slot, timeoutMs: cardWaitMs, signal }, (transmit) =>
      readPersonAttributes(transmit, { pin, acceptLastTry, checkCertificate }),
    ),
  )
}
