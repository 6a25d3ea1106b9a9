import { popupCopy } from '../copy/window.ja.ts'
import { connectHost } from './connect-host.ts'
import { button, element, paragraph } from './element.ts'
import { wordsOf } from './show-state.ts'

const main = document.getElementById('main') ?? document.body

const host = element('div', { role: 'status' }, popupCopy.asking)
main.replaceChildren(
  element('h1', {}, popupCopy.title),
  element(
    'dl',
    {},
    element('div', {}, element('dt', {}, popupCopy.version), element('dd', {}, chrome.runtime.getManifest().version)),
    element('div', {}, element('dt', {}, popupCopy.host), element('dd', {}, host)),
  ),
  button(popupCopy.options, {
    className: 'button button--medium',
    onClick: () => void chrome.runtime.openOptionsPage(),
  }),
)

const found = await connectHost()
if (found.ok) {
  host.textContent = popupCopy.hostReady(found.value.version)
  found.value.close()
} else {
  const { title, next } = wordsOf(found.code)
  host.replaceChildren(paragraph(title, 'error'), paragraph(next))
}
