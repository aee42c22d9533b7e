import type { WindowStart } from '../host/bindings'

/** What the window was told at its start, for as long as it lives. */
class Sitting {
  hasTable = $state(true)
  /** The code of the error that keeps the table shut. */
  trouble: string | undefined = $state()
  sample = $state(false)
  samplePassphrase = $state('')
  version = $state('')

  begin(start: WindowStart): void {
    this.hasTable = start.hasTable
    this.sample = start.sample
    this.samplePassphrase = start.passphrase ?? ''
    this.version = start.version
  }
}

export const sitting = new Sitting()
