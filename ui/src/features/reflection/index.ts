export { default as Reflection } from './Reflection.svelte'
export { default as Patterns } from './Patterns.svelte'
