// Lucide at 1.6, picked one by one so that nothing else is bundled, and the glyphs of the house.
import Archive from 'lucide/dist/esm/icons/archive.mjs'
import ArrowDown from 'lucide/dist/esm/icons/arrow-down.mjs'
import ArrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs'
import ArrowRight from 'lucide/dist/esm/icons/arrow-right.mjs'
import ArrowUp from 'lucide/dist/esm/icons/arrow-up.mjs'
import Bell from 'lucide/dist/esm/icons/bell.mjs'
import BellOff from 'lucide/dist/esm/icons/bell-off.mjs'
import BookPlus from 'lucide/dist/esm/icons/book-plus.mjs'
import Bookmark from 'lucide/dist/esm/icons/bookmark.mjs'
import Calendar from 'lucide/dist/esm/icons/calendar.mjs'
import CalendarOff from 'lucide/dist/esm/icons/calendar-off.mjs'
import CalendarPlus from 'lucide/dist/esm/icons/calendar-plus.mjs'
import Check from 'lucide/dist/esm/icons/check.mjs'
import ChevronDown from 'lucide/dist/esm/icons/chevron-down.mjs'
import ChevronLeft from 'lucide/dist/esm/icons/chevron-left.mjs'
import ChevronRight from 'lucide/dist/esm/icons/chevron-right.mjs'
import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs'
import CircleQuestionMark from 'lucide/dist/esm/icons/circle-question-mark.mjs'
import ClipboardList from 'lucide/dist/esm/icons/clipboard-list.mjs'
import Clock from 'lucide/dist/esm/icons/clock.mjs'
import Copy from 'lucide/dist/esm/icons/copy.mjs'
import CornerDownRight from 'lucide/dist/esm/icons/corner-down-right.mjs'
import Download from 'lucide/dist/esm/icons/download.mjs'
import Ellipsis from 'lucide/dist/esm/icons/ellipsis.mjs'
import ExternalLink from 'lucide/dist/esm/icons/external-link.mjs'
import Eye from 'lucide/dist/esm/icons/eye.mjs'
import EyeOff from 'lucide/dist/esm/icons/eye-off.mjs'
import Feather from 'lucide/dist/esm/icons/feather.mjs'
import Folder from 'lucide/dist/esm/icons/folder.mjs'
import GitBranch from 'lucide/dist/esm/icons/git-branch.mjs'
import Hash from 'lucide/dist/esm/icons/hash.mjs'
import Hourglass from 'lucide/dist/esm/icons/hourglass.mjs'
import ImagePlus from 'lucide/dist/esm/icons/image-plus.mjs'
import Info from 'lucide/dist/esm/icons/info.mjs'
import KeyRound from 'lucide/dist/esm/icons/key-round.mjs'
import Languages from 'lucide/dist/esm/icons/languages.mjs'
import LifeBuoy from 'lucide/dist/esm/icons/life-buoy.mjs'
import Link from 'lucide/dist/esm/icons/link.mjs'
import List from 'lucide/dist/esm/icons/list.mjs'
import ListPlus from 'lucide/dist/esm/icons/list-plus.mjs'
import Lock from 'lucide/dist/esm/icons/lock.mjs'
import LockOpen from 'lucide/dist/esm/icons/lock-open.mjs'
import LogOut from 'lucide/dist/esm/icons/log-out.mjs'
import Mail from 'lucide/dist/esm/icons/mail.mjs'
import MailOpen from 'lucide/dist/esm/icons/mail-open.mjs'
import MessageCircle from 'lucide/dist/esm/icons/message-circle.mjs'
import Minus from 'lucide/dist/esm/icons/minus.mjs'
import Monitor from 'lucide/dist/esm/icons/monitor.mjs'
import Moon from 'lucide/dist/esm/icons/moon.mjs'
import Network from 'lucide/dist/esm/icons/network.mjs'
import Palette from 'lucide/dist/esm/icons/palette.mjs'
import Pause from 'lucide/dist/esm/icons/pause.mjs'
import Pencil from 'lucide/dist/esm/icons/pencil.mjs'
import Phone from 'lucide/dist/esm/icons/phone.mjs'
import Play from 'lucide/dist/esm/icons/play.mjs'
import Plus from 'lucide/dist/esm/icons/plus.mjs'
import Power from 'lucide/dist/esm/icons/power.mjs'
import Printer from 'lucide/dist/esm/icons/printer.mjs'
import Quote from 'lucide/dist/esm/icons/quote.mjs'
import RotateCcw from 'lucide/dist/esm/icons/rotate-ccw.mjs'
import Search from 'lucide/dist/esm/icons/search.mjs'
import Settings2 from 'lucide/dist/esm/icons/settings-2.mjs'
import Shield from 'lucide/dist/esm/icons/shield.mjs'
import Sun from 'lucide/dist/esm/icons/sun.mjs'
import Trash from 'lucide/dist/esm/icons/trash.mjs'
import TriangleAlert from 'lucide/dist/esm/icons/triangle-alert.mjs'
import Type from 'lucide/dist/esm/icons/type.mjs'
import Undo2 from 'lucide/dist/esm/icons/undo-2.mjs'
import Upload from 'lucide/dist/esm/icons/upload.mjs'
import User from 'lucide/dist/esm/icons/user.mjs'
import Users from 'lucide/dist/esm/icons/users.mjs'
import Volume2 from 'lucide/dist/esm/icons/volume-2.mjs'
import X from 'lucide/dist/esm/icons/x.mjs'

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
  'trash-2': Trash,
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
