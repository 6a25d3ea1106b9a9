/** What a seal says beside the name. */
export const sealTitle = '電子署名'
