import { windowCopy } from '../copy/window.ja.ts'
import { button, element } from './element.ts'

const limitMs = 120_000
const warningMs = 30_000

/**
 * Time for the citizen: two minutes, a warning half a minute before the end, and a button that begins anew. It stands
 * still while the card works.
 */
export function openCountdown({ onEnd, onExtend }: { onEnd: () => void; onExtend: () => void }) {
  let endsAt = Date.now() + limitMs
  let isRunning = true
  const left = element('p', { class: 'countdown__left' })
  const extend = button(windowCopy.extend, {
    className: 'button button--medium',
    onClick: () => {
      start()
      onExtend()
    },
  })
  const warning = element('div', { class: 'countdown', hidden: true }, left, extend)
  const heard = element('p', { class: 'only-heard', role: 'alert' })

  function start(): void {
    endsAt = Date.now() + limitMs
    isRunning = true
    warning.hidden = true
    heard.textContent = ''
  }
  function tick(): void {
    if (!isRunning) return
    const leftMs = endsAt - Date.now()
    left.textContent = windowCopy.timeLeft(Math.max(0, Math.ceil(leftMs / 1000)))
    if (leftMs <= warningMs && warning.hidden) {
      warning.hidden = false
      heard.textContent = left.textContent
    }
    if (leftMs <= 0) {
      isRunning = false
      onEnd()
    }
  }
  setInterval(tick, 500)
  return {
    node: element('div', {}, warning, heard),
    start,
    pause() {
      isRunning = false
      warning.hidden = true
    },
  }
}
