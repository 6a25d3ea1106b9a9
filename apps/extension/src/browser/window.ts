import { secretOf } from '@madoguchi/card/protocol'
import { ok, type Verdict } from '@madoguchi/kit'
import { markCopy, secretCopy, windowCopy } from '../copy/window.ja.ts'
import type { Mark } from '../mark.ts'
import type { Host } from '../open-host.ts'
import { awaitCard, handOverDocument, perform } from '../perform.ts'
import type { Operation } from '../window-message.ts'
import { connectHost } from './connect-host.ts'
import { connectWorker } from './connect-worker.ts'
import { openCountdown } from './countdown.ts'
import { element, paragraph } from './element.ts'
import { readMark } from './kept-mark.ts'
import { showMark, showMarkForm } from './show-mark.ts'
import { askPin, type SignDetails, showOperation } from './show-operation.ts'
import { showBusy, showMissing, showTrouble } from './show-state.ts'

/** Refusals of an entry: the citizen stays where they are and sees what is left. */
const entryCodes: readonly string[] = ['CARD_PIN_WRONG', 'CARD_PIN_MALFORMED', 'CARD_LAST_TRY']

const main = document.getElementById('main') ?? document.body
const worker = connectWorker({ onLost: () => window.close() })
const countdown = openCountdown({
  onEnd: () => (lastTrouble === undefined ? fail('TIMED_OUT') : window.close()),
  onExtend: () => worker.say({ type: 'waiting' }),
})
let lastTrouble: string | undefined

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') window.close()
})
void run()

async function run(): Promise<void> {
  const mark = (await readMark()) ?? (await chooseMark())
  const operation = await worker.operation
  const show = (...nodes: Node[]) => main.replaceChildren(showMark(mark), ...nodes, countdown.node)
  for (;;) {
    const done = await attempt(operation, show)
    if (done.ok) return worker.say({ type: 'done', value: done.value })
    await tellTrouble(done, show)
  }
}

function chooseMark(): Promise<Mark> {
  const { promise, resolve } = Promise.withResolvers<Mark>()
  const why = markCopy.why.map((line) => paragraph(line))
  main.replaceChildren(element('h1', {}, markCopy.title), ...why, showMarkForm(undefined, resolve), countdown.node)
  return promise
}

/** One connection to card-host: the document, a look at the card, and entries until one is right. */
async function attempt(operation: Operation, show: (...nodes: Node[]) => void): Promise<Verdict<unknown, string>> {
  countdown.pause()
  show(showBusy(windowCopy.looking, windowCopy.lookingBody))
  const host = await connectHost()
  if (!host.ok) return host
  try {
    const documentUrl = await takeDocument(operation, host.value, show)
    if (!documentUrl.ok) return documentUrl
    const seen = await awaitCard(host.value, operation, (code) => tellMissing(code, show))
    if (!seen.ok) return seen
    const { triesLeft, timeStampAuthority } = seen.value
    return await enter(operation, host.value, show, { triesLeft, sign: { url: documentUrl.value, timeStampAuthority } })
  } finally {
    host.value.close()
  }
}

async function takeDocument(
  { request }: Operation,
  host: Host,
  show: (...nodes: Node[]) => void,
): Promise<Verdict<string | undefined, string>> {
  if (request.action !== 'sign') return ok(undefined)
  show(showBusy(windowCopy.receiving, windowCopy.lookingBody))
  const chunks = await worker.document
  const taken = await handOverDocument(host, chunks, request.sizeBytes)
  if (!taken.ok) return taken
  // The very bytes that card-host has just got. The type is ours: the page cannot make a web page of it.
  const parts = chunks.map((chunk) => Uint8Array.from(atob(chunk), (letter) => letter.charCodeAt(0)))
  return ok(URL.createObjectURL(new Blob(parts, { type: 'application/pdf' })))
}

async function enter(
  operation: Operation,
  host: Host,
  show: (...nodes: Node[]) => void,
  { triesLeft, sign }: { triesLeft: number; sign: SignDetails },
): Promise<Verdict<unknown, string>> {
  let left = triesLeft
  let complaint: string | undefined
  for (;;) {
    const question = askPin(operation, { triesLeft: left, complaint }, () => window.close())
    show(showOperation(operation, sign), question.form)
    question.focus()
    countdown.start()
    const entry = await question.entered
    countdown.pause()
    show(showBusy(windowCopy.working, windowCopy.workingBody))
    const done = await perform(host, operation, { entry, sendChunk: (chunk) => worker.say({ type: 'chunk', chunk }) })
    if (done.ok || !entryCodes.includes(done.code)) return done
    worker.say({ type: 'trouble', code: done.code, facts: { ...done.facts } })
    lastTrouble = done.code
    if (typeof done.facts.triesLeft === 'number') left = done.facts.triesLeft
    const isMalformed = done.code === 'CARD_PIN_MALFORMED'
    complaint = isMalformed ? secretCopy[secretOf[operation.request.action]].shape : windowCopy.wrong(left)
  }
}

/** What is missing, for as long as it is: the window goes on by itself. */
function tellMissing(code: string | undefined, show: (...nodes: Node[]) => void): void {
  lastTrouble = code
  worker.say({ type: 'trouble', code })
  countdown.pause()
  if (code === undefined) {
    show(showBusy(windowCopy.looking, windowCopy.lookingBody))
    return
  }
  const missing = showMissing(code, () => window.close())
  show(missing.banner)
  missing.focus()
  countdown.start()
}

async function tellTrouble(
  { code, facts }: Extract<Verdict<unknown, string>, { ok: false }>,
  show: (...nodes: Node[]) => void,
): Promise<void> {
  lastTrouble = code
  worker.say({ type: 'trouble', code, facts: { ...facts } })
  const { promise, resolve } = Promise.withResolvers<void>()
  const trouble = showTrouble(code, { onAgain: resolve, onClose: () => window.close() })
  show(trouble.banner)
  trouble.focus()
  countdown.start()
  await promise
  lastTrouble = undefined
  worker.say({ type: 'trouble' })
}

function fail(code: string): void {
  worker.say({ type: 'failed', code })
}
