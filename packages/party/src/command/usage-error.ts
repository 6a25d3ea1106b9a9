import { AppError } from '@madoguchi/kit'
import { usageWords } from './command.ja.ts'

/** The words of the call are off: the sentence is shown with where to look, exit status 2. */
export function usageError(message: string): AppError {
  return new AppError('USAGE', message)
}

/** What `parseArgs` of node threw, in words: its code says what is off, its sentence names the word between marks. */
export function parseErrorOf(error: unknown): AppError {
  const { code, message } = error as NodeJS.ErrnoException
  const word = /'(.*?)'/.exec(message)?.[1] ?? ''
  const option = /--?[\w-]+(?= |$|,)/.exec(word.replace(/^-\w, /, ''))?.[0] ?? word
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return usageError(usageWords.unknownOption(word))
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return usageError(usageWords.wordUnwanted(word))
  if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return usageError(usageWords.unreadable)
  if (message.includes('does not take an argument')) return usageError(usageWords.valueUnwanted(option))
  return usageError(
    message.includes('ambiguous') ? usageWords.valueLikeOption(option) : usageWords.valueMissing(option),
  )
}
