// A file that somebody brings: dropped on the window, named on the command line, or opened with Nightstand. The
// reading page looks into it.
import { listen } from '../host'
import { go, route } from './route.svelte'
import { sitting } from './sitting.svelte'

class Brought {
  /** Whether a file is being carried over the window. */
  over = $state(false)
  /** Where the file lies that nobody has looked into yet. */
  path: string | undefined = $state()

  bring(path: string): void {
    this.over = false
    this.path = path
    // Before the table is set it waits: there is no shelf that it could come to.
    // A shelf that is open already takes it where it stands.
    if (sitting.hasTable && !sitting.trouble && route.page !== 'reading') go({ page: 'reading' })
  }

  /** The file, for whoever looks into it now. */
  take(): string | undefined {
    const path = this.path
    this.path = undefined
    return path
  }
}

export const brought = new Brought()

export async function hearBrought(): Promise<void> {
  await listen('file-over', (over) => (brought.over = over))
  await listen('open-file', ({ path }) => brought.bring(path))
}
