export { default as Pocket } from './Pocket.svelte'
export { default as Rituals } from './Rituals.svelte'
export { default as Templates } from './Templates.svelte'
