import { AppError } from '@madoguchi/kit'

/** The words of the call are off: the sentence is shown with where to look, exit status 2. */
export function usageError(message: string): AppError {
  return new AppError('USAGE', message)
}
