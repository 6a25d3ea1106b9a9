/** What the operator tells every citizen. */
export type Notice = {
  readonly notice: string
  readonly text: string
  readonly from: Date
  readonly until: Date
  readonly pausesLogIn: boolean
}

/** What every citizen's page shows now. Looked up again after five seconds; other copies of the program see it then. */
export type NoticeBoard = {
  findShown(): Promise<readonly Notice[]>
  /** After a change made here. */
  forget(): void
}
