export { default as Book } from './Book.svelte'
export { default as Reading } from './Reading.svelte'
