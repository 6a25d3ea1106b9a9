type Child = Node | string | undefined | false
type Attributes = Readonly<Record<string, string | boolean | undefined>>

/** An element with attributes and children. Text is always text: nothing here reads markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, '')
    else if (typeof value === 'string') made.setAttribute(key, value)
  }
  made.append(...children.filter((child) => child !== undefined && child !== false))
  return made
}

export function paragraph(text: string, className?: string): HTMLParagraphElement {
  return element('p', { class: className }, text)
}

/** A button that does something; the one that sends a form is made with `type: 'submit'`. */
export function button(
  label: string,
  { className, onClick }: { readonly className: string; readonly onClick?: (() => void) | undefined },
): HTMLButtonElement {
  const made = element('button', { class: className, type: onClick === undefined ? 'submit' : 'button' }, label)
  if (onClick !== undefined) made.addEventListener('click', onClick)
  return made
}
