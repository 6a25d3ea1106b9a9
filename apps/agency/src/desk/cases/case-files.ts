import { mediaTypes, toAttachmentName } from '@madoguchi/filing'
import { noteLine } from '../audit.ts'
import { addDeskPage, demandThere } from '../frame.ts'
import { type CaseGround, getCase } from './case-ground.ts'

/**
 * A file of a filing, as it came: never shown by the browser, in a sandbox without an origin, and guessed to be nothing else. The look is
 * written before its first byte leaves.
 */
export function addCaseFiles(ground: CaseGround): void {
  const { desk, readPart } = ground
  const { db, clock } = desk.ground
  addDeskPage(desk, '/cases/:filing/files/:of/:index', async (visit) => {
    const opened = await getCase(ground, visit, ['look', 'handle'])
    const { c } = visit
    const known = opened.filings
      .flatMap(({ files }) => files)
      .find((one) => one.filing === c.req.param('of') && String(one.index) === c.req.param('index'))
    const { filing, index, name, mediaType: kind } = demandThere(known)
    const mediaType = mediaTypes.find((one) => one === kind)
    const file = demandThere(await readPart?.(filing, index))
    const { affair, subject } = opened
    await db.transact((tx) =>
      noteLine(tx, clock.now(), visit.by, {
        ...{ affair, what: 'case-file-seen', subject: `${filing}/${index}`, personRef: subject },
      }),
    )
    const shown = mediaType === undefined ? 'file' : toAttachmentName(name ?? '', { mediaType, number: index })
    return new Response(ReadableStream.from(file.bytes) as ReadableStream<Uint8Array>, {
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': String(file.sizeBytes),
        'content-disposition': `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent(shown)}`,
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    })
  })
}
