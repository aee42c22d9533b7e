// Lucide at 1.6, picked one by one so that nothing else is bundled, and the glyphs of the house.
import Archive from '@lucide/svelte/icons/archive'
import ArrowDown from '@lucide/svelte/icons/arrow-down'
import ArrowLeft from '@lucide/svelte/icons/arrow-left'
import ArrowRight from '@lucide/svelte/icons/arrow-right'
import ArrowUp from '@lucide/svelte/icons/arrow-up'
import Bell from '@lucide/svelte/icons/bell'
import BellOff from '@lucide/svelte/icons/bell-off'
import BookPlus from '@lucide/svelte/icons/book-plus'
import Bookmark from '@lucide/svelte/icons/bookmark'
import Calendar from '@lucide/svelte/icons/calendar'
import CalendarOff from '@lucide/svelte/icons/calendar-off'
import CalendarPlus from '@lucide/svelte/icons/calendar-plus'
import Check from '@lucide/svelte/icons/check'
import ChevronDown from '@lucide/svelte/icons/chevron-down'
import ChevronLeft from '@lucide/svelte/icons/chevron-left'
import ChevronRight from '@lucide/svelte/icons/chevron-right'
import CircleAlert from '@lucide/svelte/icons/circle-alert'
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark'
import ClipboardList from '@lucide/svelte/icons/clipboard-list'
import Clock from '@lucide/svelte/icons/clock'
import Copy from '@lucide/svelte/icons/copy'
import CornerDownRight from '@lucide/svelte/icons/corner-down-right'
import Download from '@lucide/svelte/icons/download'
import Ellipsis from '@lucide/svelte/icons/ellipsis'
import ExternalLink from '@lucide/svelte/icons/external-link'
import Eye from '@lucide/svelte/icons/eye'
import EyeOff from '@lucide/svelte/icons/eye-off'
import Feather from '@lucide/svelte/icons/feather'
import Folder from '@lucide/svelte/icons/folder'
import GitBranch from '@lucide/svelte/icons/git-branch'
import Hash from '@lucide/svelte/icons/hash'
import Hourglass from '@lucide/svelte/icons/hourglass'
import ImagePlus from '@lucide/svelte/icons/image-plus'
import Info from '@lucide/svelte/icons/info'
import KeyRound from '@lucide/svelte/icons/key-round'
import Languages from '@lucide/svelte/icons/languages'
import LifeBuoy from '@lucide/svelte/icons/life-buoy'
import Link from '@lucide/svelte/icons/link'
import List from '@lucide/svelte/icons/list'
import ListPlus from '@lucide/svelte/icons/list-plus'
import Lock from '@lucide/svelte/icons/lock'
import LockOpen from '@lucide/svelte/icons/lock-open'
import LogOut from '@lucide/svelte/icons/log-out'
import Mail from '@lucide/svelte/icons/mail'
import MailOpen from '@lucide/svelte/icons/mail-open'
import MessageCircle from '@lucide/svelte/icons/message-circle'
import Minus from '@lucide/svelte/icons/minus'
import Monitor from '@lucide/svelte/icons/monitor'
import Moon from '@lucide/svelte/icons/moon'
import Network from '@lucide/svelte/icons/network'
import Palette from '@lucide/svelte/icons/palette'
import Pause from '@lucide/svelte/icons/pause'
import Pencil from '@lucide/svelte/icons/pencil'
import Phone from '@lucide/svelte/icons/phone'
import Play from '@lucide/svelte/icons/play'
import Plus from '@lucide/svelte/icons/plus'
import Power from '@lucide/svelte/icons/power'
import Printer from '@lucide/svelte/icons/printer'
import Quote from '@lucide/svelte/icons/quote'
import RotateCcw from '@lucide/svelte/icons/rotate-ccw'
import Search from '@lucide/svelte/icons/search'
import Settings2 from '@lucide/svelte/icons/settings-2'
import Shield from '@lucide/svelte/icons/shield'
import Sun from '@lucide/svelte/icons/sun'
import Trash2 from '@lucide/svelte/icons/trash-2'
import TriangleAlert from '@lucide/svelte/icons/triangle-alert'
import Type from '@lucide/svelte/icons/type'
import Undo2 from '@lucide/svelte/icons/undo-2'
import Upload from '@lucide/svelte/icons/upload'
import User from '@lucide/svelte/icons/user'
import Users from '@lucide/svelte/icons/users'
import Volume2 from '@lucide/svelte/icons/volume-2'
import X from '@lucide/svelte/icons/x'

export const lucide = {
  archive: Archive,
  'arrow-down': ArrowDown,
  'arrow-left': ArrowLeft,
  'arrow-right': ArrowRight,
  'arrow-up': ArrowUp,
  bell: Bell,
  'bell-off': BellOff,
  'book-plus': BookPlus,
  bookmark: Bookmark,
  calendar: Calendar,
  'calendar-off': CalendarOff,
  'calendar-plus': CalendarPlus,
  check: Check,
  'chevron-down': ChevronDown,
  'chevron-left': ChevronLeft,
  'chevron-right': ChevronRight,
  'circle-alert': CircleAlert,
  'circle-question-mark': CircleQuestionMark,
  'clipboard-list': ClipboardList,
  clock: Clock,
  copy: Copy,
  'corner-down-right': CornerDownRight,
  download: Download,
  ellipsis: Ellipsis,
  'external-link': ExternalLink,
  eye: Eye,
  'eye-off': EyeOff,
  feather: Feather,
  folder: Folder,
  'git-branch': GitBranch,
  hash: Hash,
  hourglass: Hourglass,
  'image-plus': ImagePlus,
  info: Info,
  'key-round': KeyRound,
  languages: Languages,
  'life-buoy': LifeBuoy,
  link: Link,
  list: List,
  'list-plus': ListPlus,
  lock: Lock,
  'lock-open': LockOpen,
  'log-out': LogOut,
  mail: Mail,
  'mail-open': MailOpen,
  'message-circle': MessageCircle,
  minus: Minus,
  monitor: Monitor,
  moon: Moon,
  network: Network,
  palette: Palette,
  pause: Pause,
  pencil: Pencil,
  phone: Phone,
  play: Play,
  plus: Plus,
  power: Power,
  printer: Printer,
  quote: Quote,
  'rotate-ccw': RotateCcw,
  search: Search,
  'settings-2': Settings2,
  shield: Shield,
  sun: Sun,
  'trash-2': Trash2,
  'triangle-alert': TriangleAlert,
  type: Type,
  'undo-2': Undo2,
  upload: Upload,
  user: User,
  users: Users,
  'volume-2': Volume2,
  x: X,
} as const

/** Path data on the same 24 grid and the same stroke. */
export const house = {
  lamp: ['M4 11.5a8 8 0 0 1 16 0z', 'M12 11.5V20M8 20h8'],
  cup: [
    'M5 8.5h11v5a4.5 4.5 0 0 1-4.5 4.5h-2A4.5 4.5 0 0 1 5 13.5z',
    'M16 10h1.5a2.2 2.2 0 0 1 0 4.4H16M4 21h13M9 5.5c0-1.2 1.2-1.2 1.2-2.5M12.5 5.5c0-1.2 1.2-1.2 1.2-2.5',
  ],
  book: ['M12 6.5c-2-1.5-4.5-2-8-2v13.5c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2V4.5c-3.5 0-6 .5-8 2zM12 6.5V20'],
  rings: ['M3.3 12a5.7 5.7 0 1 0 11.4 0a5.7 5.7 0 1 0 -11.4 0z', 'M9.3 12a5.7 5.7 0 1 0 11.4 0a5.7 5.7 0 1 0 -11.4 0z'],
  drawer: [
    'M4.5 6h15a1.5 1.5 0 0 1 1.5 1.500v9a1.5 1.5 0 0 1-1.5 1.500h-15a1.5 1.5 0 0 1-1.5-1.500v-9a1.5 1.5 0 0 1 1.5-1.500z',
    'M10.3 11a1.7 1.7 0 1 0 3.4 0a1.7 1.7 0 1 0 -3.4 0zM12 12.7V15',
  ],
  keyhole: ['M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z', 'M12 8a2.2 2.2 0 0 0-1.2 4L10 16h4l-.8-4A2.2 2.2 0 0 0 12 8z'],
} as const

export type IconName = keyof typeof lucide | keyof typeof house

/** Glyphs that point along the line of reading, or draw one: they turn with it. Clocks, hands and ticks do not. */
export const turning: ReadonlySet<IconName> = new Set<IconName>([
  'arrow-left',
  'arrow-right',
  'chevron-left',
  'chevron-right',
  'clipboard-list',
  'corner-down-right',
  'external-link',
  'list',
  'list-plus',
  'log-out',
  'undo-2',
  'volume-2',
])
