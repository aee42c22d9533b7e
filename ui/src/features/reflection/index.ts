import '../../i18n/en/later/drawer'
import '../../i18n/en/later/reflection'
export { default as Reflection } from './Reflection.svelte'
export { default as Patterns } from './Patterns.svelte'
