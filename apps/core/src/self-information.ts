/** 自己情報: somebody asks for what is theirs. What is asked for it is never hidden from them, and ends in one way. */
export const selfInformation = 'self-information'
