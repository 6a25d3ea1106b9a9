import type { FormDocument } from '@madoguchi/documents'
import type { Filling, Procedure } from '@madoguchi/forms'
import type { PrintOrder } from './make-form-data.ts'
import { makeBlankFormData, makeFormData } from './make-form-data.ts'

type FormOrder = PrintOrder & {
  /** The procedure's, by `readTemplate`. */
  readonly template: string
  readonly madeAt: Date
}

/** The official form with a person's answers, for `renderForm` and `renderFormSvg`. */
export function makeForm(filling: Filling, { template, madeAt, ...order }: FormOrder): FormDocument {
  return { template, madeAt, data: makeFormData(filling, order) }
}

/** The same form without any answers, for the pen. */
export function makeBlankForm(procedure: Procedure, { template, madeAt, ...order }: FormOrder): FormDocument {
  return { template, madeAt, data: makeBlankFormData(procedure, order) }
}
