// Around something to talk about after a chapter; the points themselves stand in `later`.
import { bring } from '../..'

export const talking = {
  title: 'Something to talk about',
  titleAlone: 'Something to think about',
  hint: 'Ours, and for any chapter. If you like.',
  another: 'Another one',
  mood: 'Mood',
  moods: {
    light: 'Light',
    curious: 'Curious',
    tender: 'Tender',
    playful: 'Playful',
    deep: 'Deep',
    quiet: 'Quiet',
  },
} as const

bring({ talking })
