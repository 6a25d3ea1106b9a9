import { markCopy, windowCopy } from '../copy/window.ja.ts'
import { type Colour, colours, type Mark, type Picture, parseMark, phraseLengthMax, pictures } from '../mark.ts'
import { button, element, paragraph } from './element.ts'
import { drawAnyMark, keepMark } from './kept-mark.ts'

const svg = 'http://www.w3.org/2000/svg'

function drawPicture(picture: Picture, tone: string): SVGElement {
  const image = document.createElementNS(svg, 'svg')
  const path = document.createElementNS(svg, 'path')
  image.setAttribute('viewBox', '0 0 24 24')
  image.setAttribute('aria-hidden', 'true')
  path.setAttribute('d', pictures[picture][1])
  path.setAttribute('fill', tone)
  image.append(path)
  return image
}

/** The phrase with its picture, as it stands on top of every window. */
export function showMark({ phrase, picture, colour }: Mark): HTMLElement {
  const [colourName, tone] = colours[colour]
  const words = element('p', { class: 'mark__phrase' }, element('strong', {}, phrase))
  const name = paragraph(`${windowCopy.mark}・${colourName}の${pictures[picture][0]}`, 'mark__name')
  return element('div', { class: 'mark' }, drawPicture(picture, tone), element('div', {}, name, words))
}

/** Lets the citizen choose; `onKept` is called when it is kept. */
export function showMarkForm(now: Mark | undefined, onKept: (mark: Mark) => void): HTMLFormElement {
  const drawn = now ?? drawAnyMark()
  const phrase = element('input', {
    id: 'phrase',
    class: 'field field--wide',
    type: 'text',
    required: true,
    maxlength: String(phraseLengthMax),
    autocomplete: 'off',
    'aria-describedby': 'phrase-support phrase-error',
  })
  const error = element('p', { id: 'phrase-error', class: 'error', hidden: true }, markCopy.phraseEmpty)
  const preview = element('div', {})
  const picture = showChoices('picture', markCopy.picture, pictures, (key) => drawPicture(key, '#1a1a1a'))
  const colour = showChoices('colour', markCopy.colour, colours, (key) => drawPicture('drop', colours[key][1]))
  const read = () => parseMark({ phrase: phrase.value, picture: picture.read(), colour: colour.read() })
  function preparePreview(): void {
    const mark = read()
    if (mark !== undefined) preview.replaceChildren(showMark(mark))
  }
  function fill(mark: Mark): void {
    phrase.value = mark.phrase
    picture.choose(mark.picture)
    colour.choose(mark.colour)
    preparePreview()
  }
  const form = element(
    'form',
    { class: 'stack', novalidate: true },
    element('label', { for: 'phrase' }, markCopy.phrase, element('span', { class: 'required' }, windowCopy.required)),
    element('p', { id: 'phrase-support', class: 'support' }, markCopy.phraseSupport),
    phrase,
    error,
    button(markCopy.draw, { className: 'button', onClick: () => fill(drawAnyMark()) }),
    picture.fieldset,
    colour.fieldset,
    paragraph(markCopy.preview, 'support'),
    preview,
    element('div', { class: 'actions' }, button(markCopy.keep, { className: 'button button--solid' })),
  )
  form.addEventListener('input', preparePreview)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const mark = read()
    error.hidden = mark !== undefined
    phrase.setAttribute('aria-invalid', String(mark === undefined))
    if (mark === undefined) phrase.focus()
    else void keepMark(mark).then(() => onKept(mark))
  })
  fill(drawn)
  return form
}

function showChoices<Key extends Picture | Colour>(
  name: string,
  legend: string,
  items: Readonly<Record<Key, readonly [name: string, detail: string]>>,
  draw: (key: Key) => SVGElement,
) {
  const keys = Object.keys(items) as Key[]
  const inputs = keys.map((key) => element('input', { type: 'radio', name, value: key }))
  const labels = keys.map((key, at) =>
    element('label', { class: 'choice' }, inputs[at], draw(key), element('span', {}, items[key][0])),
  )
  const fieldset = element(
    'fieldset',
    {},
    element('legend', {}, legend),
    element('div', { class: 'choices' }, ...labels),
  )
  return {
    fieldset,
    read: () => inputs.find((input) => input.checked)?.value,
    choose(key: string) {
      for (const input of inputs) input.checked = input.value === key
    },
  }
}
