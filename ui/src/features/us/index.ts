import '../../i18n/en/later/us'
export { default as Us } from './Us.svelte'
