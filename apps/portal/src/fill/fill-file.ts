import type { FileKind } from '@madoguchi/forms'
import type { FieldProps, Html } from '@madoguchi/ui'
import { attributes, describedBy, fieldId, html, renderFieldGroup } from '@madoguchi/ui'
import type { Reader } from '../shell/words.ts'
import { fillWords } from './words.ts'

const accepts: Readonly<Record<FileKind, string>> = { pdf: '.pdf', jpeg: '.jpg,.jpeg', png: '.png' }

/**
 * Files that are named and stay where they are: a form that is posted as text gives their names only. Those that were
 * named before are boxes with the same name, so that choosing more takes none away.
 */
export function renderFileNames(
  props: FieldProps & {
    readonly files: readonly string[]
    readonly accept: readonly FileKind[]
    readonly countMax: number
  },
  reader: Reader,
): Html {
  const copy = fillWords(reader).field
  const { files, name } = props
  const support = [props.support, copy.fileSupport].filter((line) => line !== undefined).join(' ')
  const shown = { ...props, support }
  const own = attributes({
    class: 'file-field',
    type: 'file',
    id: fieldId(props),
    name,
    accept: props.accept.map((kind) => accepts[kind]).join(','),
    multiple: props.countMax > 1,
    'aria-label': props.label,
    'aria-invalid': props.error === undefined ? undefined : 'true',
    'aria-describedby': describedBy(shown),
  })
  const boxes = files.map((file, index) => {
    const id = `${fieldId(props)}-kept-${index + 1}`
    return html`<div class="choice"><input class="choice__control" type="checkbox" id="${id}" name="${name}" value="${file}" checked><label class="choice__label" for="${id}">${file}</label></div>`
  })
  const kept = files.length === 0 ? '' : html`<p>${copy.fileKept}</p><div class="choices choices--plain">${boxes}</div>`
  return renderFieldGroup(shown, html`${kept}<div class="field__control"><input${own}></div>`)
}
