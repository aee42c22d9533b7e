// The core's own list, as a reflection has it: what is listened for is one, wherever somebody writes about the two.
import list from '../../../../src-tauri/crates/domain/words/en/fear.txt?raw'
import { listed } from './core-list'

/** Words of fear, threat and control, as the head of the list says. */
export const ofFear: readonly string[] = listed(list)
