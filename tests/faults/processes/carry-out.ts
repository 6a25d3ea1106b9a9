import { AppError } from '@madoguchi/kit'

/** The child's side: does what the parent tells, one answer an order. Ends when the parent does. */
export function carryOutOrders<Order extends { readonly id: number }>(
  carryOut: (order: Order) => Promise<unknown>,
  onParentGone: () => Promise<void> = async () => {},
): void {
  process.on('message', async (order: Order) => {
    try {
      process.send?.({ id: order.id, result: (await carryOut(order)) ?? null })
    } catch (error) {
      const code = error instanceof AppError ? error.code : undefined
      process.send?.({ id: order.id, failed: String(error instanceof Error ? error.stack : error), code })
    }
  })
  process.on('disconnect', () => void onParentGone().finally(() => process.exit(0)))
}
