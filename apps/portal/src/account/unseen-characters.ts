/** All that takes no room of its own or has no meaning: for what is compared and not only read, as an address is. */
export const unseenCharacters = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u
