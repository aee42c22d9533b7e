export { default as Help } from './Help.svelte'
export { default as Settings } from './Settings.svelte'
