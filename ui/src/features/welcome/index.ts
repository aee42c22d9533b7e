import '../../i18n/en/later/rituals'
import '../../i18n/en/later/welcome'
export { default as Welcome } from './Welcome.svelte'
