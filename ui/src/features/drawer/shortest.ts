/** The shortest passphrase, in characters, that a new drawer takes. */
const shortest = 8

export const tooShort = (passphrase: string): boolean => Array.from(passphrase.trim()).length < shortest
