export { default as Rituals } from './Rituals.svelte'
export { default as Templates } from './Templates.svelte'
