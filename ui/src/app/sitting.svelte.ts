import type { HostError } from '../host'
import type { WindowStart } from '../host/bindings'

/** What the window was told at its start, for as long as it lives. */
class Sitting {
  hasTable = $state(true)
  /** The error that keeps the table shut. */
  trouble: HostError | undefined = $state.raw()
  /** A backup was brought onto this computer, and its table is not open yet. */
  broughtBack = $state(false)
  sample = $state(false)
  /** There is a table of one's own to come back to from the sample. */
  ownTable = $state(false)
  samplePassphrase = $state('')
  version = $state('')
  /** The folder of the profile, for whoever has to look after it. */
  folder = $state('')

  begin(start: Pick<WindowStart, 'hasTable' | 'sample' | 'ownTable' | 'passphrase' | 'version' | 'folder'>): void {
    this.hasTable = start.hasTable
    this.sample = start.sample
    this.ownTable = start.ownTable
    this.samplePassphrase = start.passphrase ?? ''
    this.version = start.version
    this.folder = start.folder
  }
}

export const sitting = new Sitting()
