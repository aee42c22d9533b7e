export { default as Us } from './Us.svelte'
