import type { Verdict } from '@madoguchi/kit'
import type { Child } from '@madoguchi/ui'
import { html, renderLinkButton, renderNotificationBanner, renderPagination } from '@madoguchi/ui'
import type { PictureCode, ScanCode } from '../../attachments/errors.ts'
import { type DrawnPage, pictureLimits } from '../../attachments/pictures/make-picture.ts'
import type { CaseGround } from '../cases/case-ground.ts'
import { addDeskPage, type DeskPage, demandThere, type OfficerVisit } from '../frame.ts'
import { type FilePlace, filePath, getPlace, noteFileSeen, strangersHeaders } from './get-place.ts'
import { attachmentWords as words } from './words.ja.ts'

/** A file of a filing: page by page as pictures, and as it came where nothing speaks against it. */
export function addAttachmentPages(ground: CaseGround): void {
  addDeskPage(ground.desk, filePath, async (visit) => {
    const place = await getPlace(ground, visit)
    const found = demandThere(await place.attachments.findFile(place))
    // Why it stays here is told on its page.
    if (!found.ok) return visit.c.redirect(`${place.href}/pages/1`, 303)
    await noteFileSeen(ground, visit, place)
    return new Response(ReadableStream.from(found.value.bytes) as ReadableStream<Uint8Array>, {
      headers: {
        ...strangersHeaders,
        'content-type': 'application/octet-stream',
        'content-length': String(found.value.sizeBytes),
        'content-disposition': `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent(place.name)}`,
      },
    })
  })
  addDeskPage(ground.desk, `${filePath}/pages/:page`, async (visit) => {
    const place = await getPlace(ground, visit)
    const page = getPage(visit)
    return describePage(place, page, demandThere(await place.attachments.findPicture({ ...place, page })))
  })
  addDeskPage(ground.desk, `${filePath}/pages/:page/picture`, async (visit) => {
    const place = await getPlace(ground, visit)
    const made = demandThere(await place.attachments.findPicture({ ...place, page: getPage(visit) }))
    const { png } = demandThere(made.ok ? made.value : undefined)
    await noteFileSeen(ground, visit, place)
    return new Response(new Uint8Array(png), { headers: { ...strangersHeaders, 'content-type': 'image/png' } })
  })
}

function getPage({ c }: OfficerVisit): number {
  const typed = c.req.param('page') ?? ''
  const page = /^[1-9]\d?$/.test(typed) ? Number(typed) : pictureLimits.pagesMax + 1
  return demandThere(page > pictureLimits.pagesMax ? undefined : page)
}

type Made = Verdict<DrawnPage, PictureCode | ScanCode>

/** Without a look: it shows a name that the case shows as well, and the picture writes its own line. */
function describePage(place: FilePlace, page: number, made: Made): DeskPage {
  const { name, href, opened } = place
  const isHeld = !made.ok && made.code.startsWith('SCAN_')
  return {
    title: words.title(name, page),
    main: [
      made.ok ? renderPicture(place, page, made.value) : renderRefusal(made),
      isHeld ? '' : renderDownload(place),
      html`<p><a href="/cases/${opened.filing}">${words.back}</a></p>`,
    ],
    looks: [],
    trail: [
      { label: words.cases, href: '/cases' },
      { label: words.case, href: href.replace(/\/files\/.*/, '') },
    ],
  }
}

function renderPicture({ name, href }: FilePlace, page: number, { pageCount, width, height }: DrawnPage): Child {
  const shown = Math.min(pageCount, pictureLimits.pagesMax)
  const src = `${href}/pages/${page}/picture`
  return [
    html`<p>${words.lead}</p>`,
    html`<p><img class="paper-picture" src="${src}" alt="${words.alt(name, page)}" width="${width}" height="${height}"></p>`,
    renderPagination({ current: page, total: shown, hrefFor: (other) => `${href}/pages/${other}` }),
    pageCount > shown ? html`<p>${words.more(pageCount - shown)}</p>` : '',
  ]
}

function renderRefusal({ code, facts }: Extract<Made, { ok: false }>): Child {
  const { name, program } = facts
  const body =
    code === 'SCAN_HIT'
      ? words.found(String(name))
      : code === 'PICTURE_PROGRAM'
        ? words.lacks(String(program))
        : undefined
  return renderNotificationBanner({ tone: 'warning', heading: words.refusals[code], body })
}

function renderDownload({ href, attachments }: FilePlace): Child {
  const scan = attachments.isScanned ? words.scanned : words.notScanned
  return [
    html`<p>${scan}${words.downloadWarning}</p>`,
    html`<p>${renderLinkButton({ label: words.download, href, kind: 'outline', size: 'medium' })}</p>`,
  ]
}
