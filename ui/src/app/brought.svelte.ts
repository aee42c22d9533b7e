// A file that somebody brings: dropped on the window, named on the command line, or opened with Nightstand. The
// reading page looks into it; a page of the drawer takes a picture.
import { listen } from '../host'
import { go, route } from './route.svelte'
import { sitting } from './sitting.svelte'

/** By its name: what it really is, the core finds out. Some kinds are only known here so that they can be refused. */
const isPicture = (path: string): boolean => /\.(?:png|jpe?g|webp|gif|hei[cf]|avif|tiff?|bmp|svg)$/iu.test(path)

class Brought {
  /** Whether a file is being carried over the window. */
  over = $state(false)
  /** Where the file lies that nobody has looked into yet. */
  path: string | undefined = $state()
  private hands = $state(0)
  /** Whether the page that is open takes pictures. */
  takesPictures = $derived(this.hands > 0)
  private readonly takers = new Set<(path: string) => void>()

  /** For a page that takes a picture where it stands, for as long as it is open. */
  takePictures(take: (path: string) => void): () => void {
    this.takers.add(take)
    this.hands = this.takers.size
    return () => {
      this.takers.delete(take)
      this.hands = this.takers.size
    }
  }

  bring(path: string): void {
    this.over = false
    if (isPicture(path)) {
      for (const take of this.takers) return take(path)
    }
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
