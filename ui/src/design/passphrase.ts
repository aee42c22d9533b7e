/** The shortest passphrase, in characters, that a drawer takes. */
const shortest = 8

export const tooShort = (passphrase: string): boolean => Array.from(passphrase.trim()).length < shortest

/** A new passphrase that may lock a drawer: long enough, and typed alike twice. */
export const fits = (passphrase: string, again: string): boolean => !tooShort(passphrase) && passphrase === again
