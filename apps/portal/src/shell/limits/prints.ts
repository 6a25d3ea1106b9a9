import type { PdfRenderer } from '@madoguchi/documents'
import { AppError, type Clock, type Random } from '@madoguchi/kit'
import { shellLimits as limits } from './table.ts'
import { makeTurns, type Turns, type Waiter } from './turns.ts'

/** Makes documents for one who asks, when it is their turn. Each throws TOO_MANY, beside what the renderer throws. */
export type Printer = Omit<PdfRenderer, keyof AsyncDisposable>

export type Prints = {
  forCitizen(account: string): Printer
  forStranger(who: Waiter): Printer
}

/**
 * One document of each queue is with the renderer at a time: whatever strangers ask for, a citizen who is logged in waits for
 * one of theirs at most.
 */
export function makePrints(renderer: PdfRenderer, by: { clock: Clock; random: Random }): Prints {
  const ofCitizens = makeTurns({ atOnce: 1, waitingMax: limits['prints-of-citizens'].most, ...by })
  const ofStrangers = makeTurns({ atOnce: 1, waitingMax: limits['prints-of-strangers'].most, ...by })
  return {
    forCitizen: (account) => makePrinter(renderer, ofCitizens, { group: account, one: '' }),
    forStranger: (who) => makePrinter(renderer, ofStrangers, who),
  }
}

function makePrinter(renderer: PdfRenderer, turns: Turns, who: Waiter): Printer {
  async function inTurn<T>(print: () => Promise<T>): Promise<T> {
    using _place = await takeTurn(turns, who)
    return await print()
  }
  return {
    renderPdf: (document) => inTurn(() => renderer.renderPdf(document)),
    renderForm: (form) => inTurn(() => renderer.renderForm(form)),
    renderFormSvg: (form) => inTurn(() => renderer.renderFormSvg(form)),
  }
}

/** Throws TOO_MANY. */
async function takeTurn(turns: Turns, who: Waiter): Promise<Disposable> {
  const turn = await turns.take(who)
  if (turn.ok) return turn.value
  throw new AppError(turn.code, 'More of this one waits than of anybody else, and there is no room.')
}
