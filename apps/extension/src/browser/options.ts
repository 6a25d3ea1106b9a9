import { markCopy, optionsCopy } from '../copy/window.ja.ts'
import { loopback, type Portal } from '../portals.ts'
import { element, paragraph } from './element.ts'
import { readMark } from './kept-mark.ts'
import { showMarkForm } from './show-mark.ts'

const main = document.getElementById('main') ?? document.body

const saved = element('p', { class: 'saved', role: 'status' })
const form = showMarkForm(await readMark(), () => {
  saved.textContent = markCopy.kept
})
main.replaceChildren(
  element('h1', {}, optionsCopy.title),
  element('h2', {}, markCopy.title),
  ...markCopy.why.map((line) => paragraph(line)),
  form,
  saved,
  element('h2', {}, optionsCopy.portals),
  paragraph(optionsCopy.portalsBody),
  element('ul', {}, ...builtPortals.map(showPortal)),
  element('h2', {}, optionsCopy.doctor),
  paragraph(optionsCopy.doctorCommand),
)

function showPortal({ origin, operator, mode, doctor }: Portal): HTMLElement {
  const where = origin === loopback ? optionsCopy.loopback : origin
  const link =
    doctor === undefined ? undefined : element('a', { href: doctor, target: '_blank' }, optionsCopy.doctorLink)
  return element('li', {}, `${operator}(${optionsCopy[mode]})`, element('br'), where, link && element('br'), link)
}
