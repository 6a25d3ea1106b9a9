/** 自己情報: somebody asks for what is theirs. It ends at once, and in one way for all causes that depend on the person. */
export const selfInformation = 'self-information'
