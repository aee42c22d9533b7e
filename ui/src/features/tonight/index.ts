export { keepEarly } from './ahead'
export { default as Tonight } from './Tonight.svelte'
