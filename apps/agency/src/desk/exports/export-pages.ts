import type { Bytes } from '@madoguchi/kit'
import { no, utf8 } from '@madoguchi/kit'
import type { OpenedCase } from '../../cases/read-case.ts'
import { strangersHeaders } from '../attachments/get-place.ts'
import { noteLine } from '../audit.ts'
import { leadToCase } from '../cases/act-on-case.ts'
import { type CaseGround, getCase } from '../cases/case-ground.ts'
import { exportKinds } from '../cases/render-export.ts'
import { addDeskPage, demandThere, type OfficerVisit } from '../frame.ts'
import { type CaseExport, describeExport } from './describe-export.ts'
import { renderExportCsv } from './render-export-csv.ts'
import { zipBytesMax, zipCase } from './zip-case.ts'

type Kind = (typeof exportKinds)[number]

const mediaTypes = { zip: 'application/zip', json: 'application/json', csv: 'text/csv; charset=utf-8' } as const

/** A case as a file for another system; the look is written before its first byte leaves. */
export function addExportPages(ground: CaseGround): void {
  for (const kind of exportKinds)
    addDeskPage(ground.desk, `/cases/:filing/export.${kind}`, async (visit) => {
      const opened = await getCase(ground, visit, ['look', 'handle'])
      const { filings } = opened
      const sizeBytes = filings.flatMap(({ files }) => files).reduce((sum, file) => sum + (file.sizeBytes ?? 0), 0)
      if (kind === 'zip' && sizeBytes > zipBytesMax) return leadToCase(visit, opened.filing, no('CASE_LARGE'), '')
      const body = render(ground, kind, opened, describeExport(opened, ground.procedures))
      await noteExport(ground, visit, opened, kind)
      return new Response(body, { headers: { ...strangersHeaders, ...describeFile(kind, opened) } })
    })
}

function render(ground: CaseGround, kind: Kind, opened: OpenedCase, said: CaseExport) {
  if (kind === 'csv') return new Uint8Array(renderExportCsv(said))
  if (kind === 'json') return new Uint8Array(utf8.encode(`${JSON.stringify(said, null, 2)}\n`))
  const given = { attachments: demandThere(ground.attachments), at: ground.desk.ground.clock.now() }
  return ReadableStream.from<Bytes>(zipCase(opened, said, given)) as ReadableStream<Uint8Array>
}

function describeFile(kind: Kind, { filing }: OpenedCase) {
  return { 'content-type': mediaTypes[kind], 'content-disposition': `attachment; filename="${filing}.${kind}"` }
}

async function noteExport({ desk }: CaseGround, visit: OfficerVisit, opened: OpenedCase, kind: Kind): Promise<void> {
  const { db, clock } = desk.ground
  const { affair, subject: personRef, filing: subject } = opened
  const about = { affair, what: 'case-exported', subject, personRef, reason: kind } as const
  await db.transact((tx) => noteLine(tx, clock.now(), visit.by, about))
}
