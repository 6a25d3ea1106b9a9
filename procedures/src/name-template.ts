/** What the compiler says of a form, with the file that it calls the template: `form.typ:8:20: …`. */
export function nameTemplate(message: string, file: string): string {
  return message.replaceAll('the template', file)
}
