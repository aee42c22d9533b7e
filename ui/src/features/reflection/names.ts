import { people } from '../../app/people.svelte'

/** The name of whoever is here; a drawer is only ever open for its owner. */
export const mine = (): string => people.here.name

/** The other person's name, once there are two at the table. */
export const theirs = (): string | undefined => people.other?.name
