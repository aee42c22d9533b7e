export { default as Tonight } from './Tonight.svelte'
