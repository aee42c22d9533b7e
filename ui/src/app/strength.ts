import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

// Loaded when somebody begins to choose a passphrase, and not before: the lists of common ones are large.
const estimate = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })

/** The estimate takes longer the longer the text is; what lies behind this adds nothing that needs saying. */
const looked = 100

/** How hard a passphrase is to find for somebody who has the file and tries: from 0, found at once, to 4. */
export const strengthOf = (passphrase: string): number => estimate.check(passphrase.slice(0, looked)).score
