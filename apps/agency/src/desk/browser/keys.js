/**
 * The keys of a page of the desk. Each presses something that stands on the page, or leads to it: what a key cannot find it does not do.
 * Whoever dictates, or types with one hand, turns them off, and this browser remembers.
 */
const list = document.querySelector('[data-keys]')
const kept = 'desk-keys'

if (list instanceof HTMLElement) {
  list.hidden = false
  const details = list.querySelector('details')
  const box = list.querySelector('[data-keys-on]')
  if (box instanceof HTMLInputElement) {
    box.checked = localStorage.getItem(kept) !== 'off'
    box.addEventListener('change', () => localStorage.setItem(kept, box.checked ? 'on' : 'off'))
  }
  const areOn = () => !(box instanceof HTMLInputElement) || box.checked

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return
    if (!areOn() || isTyped(event.target)) return
    if (event.key === '?' && details !== null) {
      details.open = !details.open
      details.querySelector('summary')?.focus()
      event.preventDefault()
      return
    }
    const line = [...list.querySelectorAll('[data-key]')].find((one) => one.getAttribute('data-key') === event.key)
    if (line === undefined) return
    event.preventDefault()
    const found = findTarget(line.getAttribute('data-target') ?? '', event.key)
    if (line.getAttribute('data-way') === 'focus') found?.focus()
    else found?.click()
  })
}

/** What one types into keeps its keys. @param {EventTarget | null} target */
function isTyped(target) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('textarea, select, input:not([type="checkbox"]):not([type="radio"])'))
  )
}

/** The first one; of a list j and k go on and back from where one is. @param {string} selector @param {string} key */
function findTarget(selector, key) {
  const all = [...document.querySelectorAll(selector)].flatMap((one) => (one instanceof HTMLElement ? [one] : []))
  if (key !== 'j' && key !== 'k') return all[0]
  const { activeElement } = document
  const at = activeElement instanceof HTMLElement ? all.indexOf(activeElement) : -1
  if (at < 0) return key === 'j' ? all[0] : all.at(-1)
  return all[Math.min(all.length - 1, Math.max(0, at + (key === 'j' ? 1 : -1)))]
}
