// Written from the Rust types by `cargo xtask bindings`; changes made here are lost.

/**
 * An absolute word and two that could stand in its place.
 */
export type AbsoluteWord = { 
/**
 * The word in lower case.
 */
word: string, 
/**
 * Two words for its place.
 */
instead: Array<string>, };

/**
 * What an edition calls one chapter.
 */
export type Anchor = { 
/**
 * The shared chapter.
 */
chapter: ChapterId, 
/**
 * Its number there; 0 for none.
 */
number: number, };

/**
 * What can be answered on Tonight.
 */
export type Answer = "start" | "notTonight" | "reconsider";

/**
 * An error as the window sees it. The sentence for a person is the catalogue's, chosen by code and field.
 */
export type ApiError = { 
/**
 * What happened.
 */
code: Code, 
/**
 * The field of the form that cannot hold what was given, for [`Code::Invalid`].
 */
field: string | null, 
/**
 * What is wrong with the field: a stable word such as `empty` or `long`.
 */
why: string | null, 
/**
 * Where a copy of the damaged file lies, for [`Code::Damaged`] when one was made.
 */
copy: string | null, };

/**
 * Whoever is here fell asleep.
 */
export type Asleep = { 
/**
 * The book.
 */
book: BookId, 
/**
 * The last place they heard.
 */
heard: Place, };

/**
 * What the autostart switch shows.
 */
export type Autostart = "on" | "off" | "elsewhere";

/**
 * Whoever is here is awake again.
 */
export type Awake = { 
/**
 * The book.
 */
book: BookId, 
/**
 * Whether they start again at the last place they heard, or have heard the rest since.
 */
again: boolean, };

/**
 * A page or reflection that would come back.
 */
export type BackSheet = { 
/**
 * Whether it is a reflection.
 */
reflection: boolean, 
/**
 * Its title; may be empty.
 */
title: string, 
/**
 * Its beginning.
 */
preview: string, 
/**
 * Whether it comes as a page beside the one that is here, which says something else.
 */
beside: boolean, };

/**
 * What a look into a backup found.
 */
export type BackupChecked = { 
/**
 * The backup, with what is known of it now.
 */
backup: BackupRow, 
/**
 * How many of its parts are not what was written.
 */
broken: number, };

/**
 * One file of a backup.
 */
export type BackupPart = { 
/**
 * Whose drawer; nobody's for the table.
 */
owner: PersonId | null, 
/**
 * Whether it was opened and found whole.
 */
checked: boolean, 
/**
 * Whether it was opened and is not what was written.
 */
broken: boolean, };

/**
 * What bringing back from a backup would change.
 */
export type BackupPreview = { 
/**
 * What would come back onto the table, each by its sort.
 */
table: Array<HurtSort>, 
/**
 * The pages and reflections that would come back into the open drawer.
 */
drawer: Array<BackSheet>, 
/**
 * How many pictures would be whole again, on pages and on books.
 */
pictures: number, 
/**
 * Whose drawers are in it and locked.
 */
locked: Array<PersonId>, };

/**
 * One backup.
 */
export type BackupRow = { 
/**
 * The folder that it lies in.
 */
folder: string, 
/**
 * When it was made.
 */
made: string, 
/**
 * What is in it.
 */
parts: Array<BackupPart>, };

/**
 * Chooses whether backups are made by themselves.
 */
export type BackupsByThemselves = { 
/**
 * Whether one is.
 */
on: boolean, };

/**
 * The backups of this computer.
 */
export type BackupsView = { 
/**
 * Whether one is made by itself.
 */
byItself: boolean, 
/**
 * Where they go.
 */
folder: string, 
/**
 * Whether that folder was chosen.
 */
chosen: boolean, 
/**
 * Whether that folder isn't there now.
 */
away: boolean, 
/**
 * The folder beside the files themselves, where another was chosen since and backups still lie in it.
 */
leftBeside: string | null, 
/**
 * Why today's could not be made by itself, a key below `settings.backups.wrong`.
 */
trouble: string | null, 
/**
 * Whether somebody's passphrase opens them on another computer.
 */
openElsewhere: boolean, 
/**
 * The backups, the newest first.
 */
backups: Array<BackupRow>, };

/**
 * Gives a book its own cover, or its pattern paper back.
 */
export type BookCoverSet = { 
/**
 * The book.
 */
book: BookId, 
/**
 * The cover in base 64; nothing for the pattern paper.
 */
cover: string | null, };

/**
 * A book as it is brought to the shelf.
 */
export type BookDraft = { 
/**
 * Its title.
 */
title: string, 
/**
 * Who wrote it; may be empty.
 */
author: string, 
/**
 * Its chapters; may be none yet.
 */
chapters: Array<ChapterDraft>, 
/**
 * Where it is put.
 */
putOn: PutOn, 
/**
 * How many evenings a week are meant.
 */
evenings: Evenings | null, 
/**
 * Whether it is read aloud by turns.
 */
aloud: boolean, 
/**
 * What its file says besides, where it comes from one.
 */
fromFile: FromFile, };

/**
 *A `BookId` on its way to or from the window.
 */
export type BookId = string & { readonly brand: "book" };

/**
 * A line to keep of a book.
 */
export type BookLine = { 
/**
 * The book.
 */
book: BookId, 
/**
 * The line; empty for none.
 */
line: string, };

/**
 * Another title, author and number for a book.
 */
export type BookNames = { 
/**
 * The book.
 */
book: BookId, 
/**
 * Its title.
 */
title: string, 
/**
 * Who wrote it; may be empty.
 */
author: string, 
/**
 * The number on its back as it is typed; may be empty.
 */
isbn: string, };

/**
 * How a book is meant to be read.
 */
export type BookPlan = { 
/**
 * The book.
 */
book: BookId, 
/**
 * How many evenings a week, if any number is meant.
 */
evenings: Evenings | null, 
/**
 * By which day, `YYYY-MM-DD`, if any is meant.
 */
finishBy: string | null, 
/**
 * Whether it is read aloud by turns.
 */
aloud: boolean, 
/**
 * How the reading is traded.
 */
trade: Trade, };

/**
 * Puts a book somewhere.
 */
export type BookPut = { 
/**
 * The book.
 */
book: BookId, 
/**
 * Where.
 */
on: PutOn, };

/**
 * Where somebody's bookmark lies.
 */
export type BookRibbon = { 
/**
 * Whose.
 */
person: PersonId, 
/**
 * Where.
 */
place: Place, 
/**
 * The last place they heard before falling asleep.
 */
heard: Place | null, };

/**
 * Takes the contents of a file into a book that is there already.
 */
export type BookTakeIn = { 
/**
 * The book.
 */
book: BookId, 
/**
 * The chapters as the file has them.
 */
chapters: Array<ChapterDraft>, 
/**
 * What the file says besides.
 */
fromFile: FromFile, };

/**
 * One book as whoever is here may see it.
 */
export type BookView = { 
/**
 * The book.
 */
id: BookId, 
/**
 * Its title.
 */
title: string, 
/**
 * Who wrote it; may be empty.
 */
author: string, 
/**
 * Where it stands.
 */
shelf: Shelf, 
/**
 * The day it was finished, `YYYY-MM-DD`.
 */
finished: string | null, 
/**
 * How many evenings a week are meant.
 */
evenings: Evenings | null, 
/**
 * Whether it is read aloud by turns.
 */
aloud: boolean, 
/**
 * Whose turn it is to read; nothing where the reading went on without whoever is here.
 */
turn: PersonId | null, 
/**
 * How the reading is traded.
 */
trade: Trade, 
/**
 * By which day it would be nice to be at the end, `YYYY-MM-DD`.
 */
finishBy: string | null, 
/**
 * What that day asks for.
 */
toward: Toward | null, 
/**
 * Around when the evenings that are meant would end it, before enough was read to say more.
 */
meant: Projection | null, 
/**
 * The thirteen digits on its back; may be empty.
 */
isbn: string, 
/**
 * The language it is written in, as a tag; may be empty.
 */
language: string, 
/**
 * Whether its pages are turned from right to left.
 */
fromRight: boolean, 
/**
 * Names its own cover, where one was chosen, and changes with it.
 */
cover: string | null, 
/**
 * What its file is called, where this computer knows one.
 */
file: string | null, 
/**
 * Whether a cover may be in that file.
 */
fileHasCover: boolean, 
/**
 * The couple's day, `YYYY-MM-DD`.
 */
today: string, 
/**
 * The chapters in order.
 */
chapters: Array<Chapter>, 
/**
 * Whether whoever is here wants the titles of the chapters ahead hidden.
 */
titlesHidden: boolean, 
/**
 * Where the bookmarks lie, of those who opened the book.
 */
ribbons: Array<BookRibbon>, 
/**
 * Chapters that whoever is here has read, and everyone else who has opened it.
 */
together: number, 
/**
 * The notes, those of the latest chapter first: all envelopes, and what is open on the latest chapters.
 */
notes: Array<NoteForReader>, 
/**
 * The chapters on which something is open, and how much.
 */
noted: Array<Noted>, 
/**
 * The days on which the shared count rose.
 */
steps: Array<PaceStep>, 
/**
 * Around when it will be finished.
 */
projection: Projection | null, 
/**
 * What each person keeps of it.
 */
lines: Array<RememberedLine>, 
/**
 * What each person holds, of those who said so.
 */
editions: Array<HeldEdition>, 
/**
 * How the edition of whoever is here counts its chapters.
 */
numbering: Numbering, };

/**
 * Moves the bookmark of whoever is here.
 */
export type BookmarkTo = { 
/**
 * The book.
 */
book: BookId, 
/**
 * Where to.
 */
place: Place, 
/**
 * Whether a step back is meant.
 */
meant: boolean, };

/**
 * A file of busy times, as it was read just now.
 */
export type BusyFile = { 
/**
 * Where it lies.
 */
path: string, 
/**
 * Why nothing of it counts: a key below `calendar.wrong`.
 */
trouble: string | null, 
/**
 * Whether there is no entry in it at all.
 */
empty: boolean, 
/**
 * How many entries could not be read, or not to their end.
 */
unread: number, 
/**
 * How many entries name a zone that nobody here knows.
 */
unknownZones: number, };

/**
 * Keeps a file of all rituals up to date from now on.
 */
export type CalendarKeep = { 
/**
 * Whether the file names the rituals.
 */
wording: Wording, 
/**
 * Where.
 */
place: string, };

/**
 * What kept the calendar from being brought up to date, once.
 */
export type CalendarNews = { 
/**
 * A key below `calendar.wrong`; nothing when there is nothing to tell.
 */
trouble: string | null, };

/**
 * Saves one ritual or all of them.
 */
export type CalendarSave = { 
/**
 * The one ritual, or all.
 */
ritual: RitualId | null, 
/**
 * Whether the file names the rituals.
 */
wording: Wording, 
/**
 * Where to.
 */
place: string, };

/**
 * A calendar file that was written.
 */
export type CalendarSaved = { 
/**
 * Where it lies.
 */
path: string, 
/**
 * What is not in it.
 */
leftOut: Array<LeftOut>, };

/**
 * This computer's calendar files, as the person who is here sees them.
 */
export type CalendarView = { 
/**
 * The file that is kept up to date.
 */
kept: KeptCalendar | null, 
/**
 * The own files of busy times.
 */
busy: Array<BusyFile>, 
/**
 * A place that a calendar file of all rituals could have.
 */
suggested: string, 
/**
 * A place that a file of a single ritual could have.
 */
suggestedOne: string, };

/**
 * From a first to a last number.
 */
export type Called = { 
/**
 * The first number.
 */
first: number, 
/**
 * The last, or the same.
 */
last: number, };

/**
 * What each chapter would be called, in order.
 */
export type CalledAll = { 
/**
 * Nothing where it has no number.
 */
called: Array<Called | null>, };

/**
 * Carries the chosen parts to the table.
 */
export type Carry = { 
/**
 * The reflection.
 */
reflection: ReflectionId, 
/**
 * What is written at this moment.
 */
draft: ReflectionDraft, 
/**
 * What was chosen.
 */
choice: CarryChoice, 
/**
 * How long it lies there.
 */
stay: LineStay, 
/**
 * The words that the person saw in the preview. Other words are refused.
 */
seen: string, };

/**
 * Asks what the other would see.
 */
export type CarryAsk = { 
/**
 * What is written at this moment.
 */
draft: ReflectionDraft, 
/**
 * What was chosen.
 */
choice: CarryChoice, };

/**
 * Which parts would be carried to the table. There is no way to name the guess about the other.
 */
export type CarryChoice = { 
/**
 * Which sentences of what happened, from 0.
 */
happened: Array<number>, 
/**
 * What was felt.
 */
felt: boolean, 
/**
 * What was needed.
 */
needed: boolean, 
/**
 * What they would like to say.
 */
say: boolean, };

/**
 * What could be carried over, and exactly what the other would see.
 */
export type CarryPreview = { 
/**
 * The sentences of what happened.
 */
sentences: Array<string>, 
/**
 * What was felt, as a sentence.
 */
felt: string | null, 
/**
 * What was needed, as a sentence.
 */
needed: string | null, 
/**
 * What they would like to say, as it would be spoken.
 */
say: string | null, 
/**
 * Exactly what would lie on the table; nothing when nothing is chosen.
 */
text: string | null, };

/**
 * What a write did to the views, and what Undo would take back.
 */
export type Changed = { 
/**
 * Names of the views to read again.
 */
stale: Array<View>, 
/**
 * The words of the undo step, where there is one.
 */
undo: Words | null, };

/**
 * A chapter as whoever is here may see it. Its number is its place in the list.
 */
export type Chapter = { 
/**
 * The chapter.
 */
id: ChapterId, 
/**
 * Its title: empty when it has none, nothing when it lies ahead and is hidden.
 */
title: string | null, 
/**
 * The part it stands in; hidden alike.
 */
part: string | null, 
/**
 * Its length in pages, where known.
 */
pages: number | null, 
/**
 * What the edition of whoever is here calls it; nothing when it counts alike, or has no number there.
 */
called: Called | null, 
/**
 * Who read it aloud.
 */
aloudBy: PersonId | null, 
/**
 * Its length in words, where known.
 */
words: number | null, 
/**
 * About how many minutes it takes, aloud where the book is read aloud.
 */
minutes: number | null, };

/**
 * A chapter as it is typed, pasted or counted.
 */
export type ChapterDraft = { 
/**
 * Its title; may be empty.
 */
title: string, 
/**
 * The part it stands in; may be empty.
 */
part: string, 
/**
 * Its length in pages, where known.
 */
pages: number | null, 
/**
 * Its length in words, where known.
 */
words: number | null, };

/**
 * A chapter of the list as it is, or as it should become.
 */
export type ChapterEdit = { 
/**
 * The chapter that is there already; nothing for a new one.
 */
id: ChapterId | null, 
/**
 * Its title; may be empty.
 */
title: string, 
/**
 * The part it stands in; may be empty.
 */
part: string, 
/**
 * Its length in pages, where known.
 */
pages: number | null, 
/**
 * Its length in words, where known.
 */
words: number | null, };

/**
 *A `ChapterId` on its way to or from the window.
 */
export type ChapterId = string & { readonly brand: "chapter" };

/**
 * A book's chapters for whoever edits them: all titles are shown.
 */
export type ChapterList = { 
/**
 * In order.
 */
chapters: Array<ChapterEdit>, };

/**
 * What a book's chapters should become.
 */
export type ChaptersEdited = { 
/**
 * The book.
 */
book: BookId, 
/**
 * The chapters in order.
 */
chapters: Array<ChapterEdit>, };

/**
 * What a person can choose for this computer.
 */
export type Choices = { 
/**
 * Day or night.
 */
theme: Theme, 
/**
 * Firmer ink and lines.
 */
moreContrast: boolean, 
/**
 * Nothing moves.
 */
lessMotion: boolean, 
/**
 * The size of all text in per cent, 90 to 200.
 */
textScale: number, 
/**
 * Twelve hours or twenty-four.
 */
hours: Hours, 
/**
 * A BCP 47 tag for dates and times; empty follows the system.
 */
locale: string, 
/**
 * Whether this computer raises reminders.
 */
reminders: boolean, 
/**
 * When it raises none, if ever.
 */
quiet: QuietHours | null, 
/**
 * After how many quiet minutes an open drawer locks itself, 1 to 60.
 */
idleMinutes: number, 
/**
 * Whether the drawer also locks when the window is hidden.
 */
lockOnHide: boolean, };

/**
 * Days and a time on a wall clock.
 */
export type CivilTime = { 
/**
 * On which days.
 */
rhythm: Rhythm, 
/**
 * `HH:MM`.
 */
at: string, 
/**
 * The IANA zone whose wall clock it is.
 */
zone: string, };

/**
 * What the window can act on.
 */
export type Code = "noTable" | "keyLost" | "drawerLocked" | "wrongPassphrase" | "missing" | "notFound" | "invalid" | "taken" | "newer" | "damaged" | "full" | "readOnly" | "busy" | "folder" | "unexpected";

/**
 * Where a book's contents were found.
 */
export type ContentsSource = "none" | "contents" | "headings";

/**
 * Asks for a copy.
 */
export type CopyAsk = { 
/**
 * Whose drawer it is taken from.
 */
person: PersonId, 
/**
 * The form.
 */
form: CopyForm, 
/**
 * Where it is to lie.
 */
place: string, 
/**
 * The language tag of the words around the pages.
 */
language: string, 
/**
 * Above the pages of a printed copy.
 */
title: string, 
/**
 * Below that.
 */
line: string, 
/**
 * The headings of the reflections' parts; without them no reflection comes along.
 */
reflections: ReflectionHeads | null, };

/**
 * In which form a copy is taken.
 */
export type CopyForm = "markdown" | "dayOne" | "jrnl" | "html";

/**
 * Asks where a copy of that form would lie.
 */
export type CopyPlace = { 
/**
 * The form.
 */
form: CopyForm, };

/**
 * A copy that was taken.
 */
export type CopyTaken = { 
/**
 * Where it lies.
 */
path: string, 
/**
 * How many pages and reflections are in it.
 */
pages: number, 
/**
 * How many pictures on them are not in it, because the drawer no longer has them whole.
 */
lost: number, };

/**
 * Whether a cover was found.
 */
export type CoverFound = "none" | "found" | "leftOut";

/**
 * The hour at which the couple's day ends.
 */
export type DayEnd = { 
/**
 * 0 to 6.
 */
hour: number, };

/**
 * A part of a day.
 */
export type DayPart = "morning" | "afternoon" | "evening";

/**
 * Days, as `2026-03-14`, both ends included.
 */
export type DaysNamed = { 
/**
 * The first; nothing for all that came before.
 */
from: string | null, 
/**
 * The last; nothing for all that came after.
 */
to: string | null, };

/**
 * What this desktop can do.
 */
export type Desktop = { 
/**
 * What the service that shows notifications calls itself; nothing while there is none.
 */
service: string | null, 
/**
 * Whether it draws buttons.
 */
buttons: boolean, 
/**
 * Whether somebody says when one does not want to be disturbed.
 */
undisturbed: boolean, 
/**
 * Whether somebody says that a call, a talk or a film keeps the screen awake.
 */
awake: boolean, 
/**
 * Whether somebody says that a window fills the whole screen.
 */
fullScreen: boolean, 
/**
 * Whether there is a place for the tray's icon.
 */
tray: boolean, };

/**
 * How a drawer looks from outside. Nothing tells how much is in it.
 */
export type DrawerFront = "notMade" | "missing" | "locked" | "open";

/**
 * Opens someone's drawer with the words of the recovery sheet, and gives it another passphrase.
 */
export type DrawerRecover = { 
/**
 * Whose drawer.
 */
person: PersonId, 
/**
 * The twelve words as they were typed.
 */
words: Secret, 
/**
 * The passphrase that counts from now on.
 */
passphrase: Secret, };

/**
 * Opens someone's drawer.
 */
export type DrawerUnlock = { 
/**
 * Whose drawer.
 */
person: PersonId, 
/**
 * What they typed.
 */
passphrase: Secret, };

/**
 * How the open drawer is watched over.
 */
export type DrawerWatch = { 
/**
 * Whether a drawer is open.
 */
open: boolean, 
/**
 * After how many quiet minutes it locks itself.
 */
idleMinutes: number, 
/**
 * Whether it also locks when the window is hidden.
 */
lockOnHide: boolean, };

/**
 * Brings an earlier version back.
 */
export type EarlierBack = { 
/**
 * The page.
 */
page: PageId, 
/**
 * Which of its earlier versions, from 0, the newest first.
 */
at: number, };

/**
 * One earlier version of a page.
 */
export type EarlierPage = { 
/**
 * The day on which it was put away like this.
 */
day: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its text.
 */
body: string, };

/**
 * Every earlier version of a page, the newest first.
 */
export type EarlierView = { 
/**
 * The versions.
 */
versions: Array<EarlierPage>, };

/**
 * The copy somebody holds.
 */
export type Edition = { 
/**
 * What sort.
 */
kind: EditionKind, 
/**
 * How many pages a printed one has.
 */
pages: number | null, 
/**
 * What its owner calls it; may be empty.
 */
name: string, };

/**
 * What sort of copy it is.
 */
export type EditionKind = "paper" | "screen" | "audio";

/**
 * When a rhythm stops by itself.
 */
export type Ends = { "kind": "never" } | { "kind": "on", 
/**
 * The day, `YYYY-MM-DD`.
 */
day: string, } | { "kind": "after", 
/**
 * How many.
 */
times: number, };

/**
 * What the evening holds.
 */
export type Evening = { "kind": "empty" } | { "kind": "free", 
/**
 * What comes next on another day.
 */
next: NextTime | null, } | { "kind": "nothingMore", 
/**
 * What comes next on another day.
 */
next: NextTime | null, } | { "kind": "ahead", 
/**
 * The plan.
 */
plan: Plan, } | { "kind": "due", 
/**
 * The plan.
 */
plan: Plan, } | { "kind": "started", 
/**
 * The plan.
 */
plan: Plan, } | { "kind": "movedOn", 
/**
 * The plan.
 */
plan: Plan, 
/**
 * To when.
 */
to: NextTime, } | { "kind": "letGo", 
/**
 * The plan.
 */
plan: Plan, 
/**
 * What comes next.
 */
next: NextTime | null, };

/**
 * How many evenings a week are meant, from and to.
 */
export type Evenings = { 
/**
 * The smaller number, from 1.
 */
fewest: number, 
/**
 * The larger number, to 7.
 */
most: number, };

/**
 * One stroke.
 */
export type FeelingFamily = { 
/**
 * The family's code, which also names its colours.
 */
code: string, 
/**
 * Its name beside the stroke.
 */
name: string, 
/**
 * The words on its stroke, from a little to a lot.
 */
words: Array<WordOf>, 
/**
 * Its other words.
 */
beside: Array<WordOf>, };

/**
 * One layer of feelings.
 */
export type FeltWords = { 
/**
 * Codes on the strokes.
 */
chosen: Array<string>, 
/**
 * The person's own words.
 */
own: Array<string>, 
/**
 * "I don't know yet."
 */
unsure: boolean, };

/**
 * A file's place.
 */
export type FilePlace = { 
/**
 * The whole path.
 */
path: string, };

/**
 * A small thing that was chosen. It names no zone: it goes by this computer's clock, and the web view may call the same
 * zone by another name than the system does.
 */
export type FirstRitual = { 
/**
 * Its name.
 */
title: string, 
/**
 * What both promise.
 */
promises: Array<PromiseLine>, 
/**
 * The small version for hard days.
 */
small: string, 
/**
 * On which days it is.
 */
rhythm: Rhythm, 
/**
 * When it begins, `HH:MM`.
 */
at: string, 
/**
 * How long it takes.
 */
minutes: number, 
/**
 * Whose it is.
 */
who: Who, };

/**
 * What someone chose in first run.
 */
export type FirstRun = { 
/**
 * Who sits here.
 */
a: Newcomer, 
/**
 * The other person; nobody for "Just me for now".
 */
b: Newcomer | null, 
/**
 * Up to three small things.
 */
rituals: Array<FirstRitual>, 
/**
 * When this computer stays quiet, if ever.
 */
quiet: QuietHours | null, };

/**
 * What a book's file says of it.
 */
export type FoundBook = { 
/**
 * What it is asked for by.
 */
ticket: number, 
/**
 * What its file is called.
 */
name: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Who wrote it; may be empty.
 */
author: string, 
/**
 * The language it is written in, as a tag; may be empty.
 */
language: string, 
/**
 * The thirteen digits on its back; may be empty.
 */
isbn: string, 
/**
 * Whether its pages are turned from right to left.
 */
fromRight: boolean, 
/**
 * Where its contents were found.
 */
source: ContentsSource, 
/**
 * Why its file was not read: a word of the catalogue, where a library told the rest of it.
 */
unread: string | null, 
/**
 * The chapters of the book itself.
 */
body: Array<ChapterDraft>, 
/**
 * The same with what stands around it, where anything does.
 */
whole: Array<ChapterDraft> | null, 
/**
 * Whether it has a cover that can be shown.
 */
cover: CoverFound, 
/**
 * The same book, where it is on the shelf already.
 */
same: SameBook | null, };

/**
 * What a list of books holds.
 */
export type FoundList = { 
/**
 * What it is asked for by.
 */
ticket: number, 
/**
 * Who wrote it.
 */
maker: ListMaker, 
/**
 * The books in the order of the list.
 */
books: Array<ListEntry>, 
/**
 * How many lines had no title, or could not be read.
 */
unread: number, 
/**
 * The numbers of the first of those lines, counted from 1.
 */
unreadLines: Array<number>, 
/**
 * How many were read on a day that nobody can tell from what is written.
 */
undated: number, };

/**
 * A note that was found.
 */
export type FoundNote = { 
/**
 * The note.
 */
id: NoteId, 
/**
 * Its book.
 */
book: BookId, 
/**
 * The book's title.
 */
title: string, 
/**
 * The chapter.
 */
on: ChapterId, 
/**
 * Its number, from 1.
 */
chapter: number, 
/**
 * Who wrote it.
 */
author: PersonId, 
/**
 * The day it was first written, `YYYY-MM-DD`.
 */
day: string, 
/**
 * Which of the three.
 */
what: NoteKind, 
/**
 * What it says.
 */
words: string, };

/**
 * What a book's file says besides title and author.
 */
export type FromFile = { 
/**
 * The number on its back as it is typed; may be empty.
 */
isbn: string, 
/**
 * The language it is written in, as a tag; may be empty.
 */
language: string, 
/**
 * Whether its pages are turned from right to left.
 */
fromRight: boolean, 
/**
 * Its own cover in base 64, where it is to be shown instead of a pattern paper.
 */
cover: string | null, 
/**
 * What it was found under.
 */
ticket: number | null, };

/**
 * One quiet card instead of a pile. How long it has been is not in it.
 */
export type GoodToSeeYou = { 
/**
 * The name of the last thing that was done.
 */
last: string | null, 
/**
 * What had its time today while nobody could be told.
 */
sleptThrough: Array<string>, };

/**
 * Marks one's own half.
 */
export type HalfMark = { 
/**
 * The ritual.
 */
ritual: RitualId, 
/**
 * Its day, `YYYY-MM-DD`.
 */
day: string, 
/**
 * Whether the person who is here was part of it.
 */
done: boolean, };

/**
 * Hands the reading over.
 */
export type HandOver = { 
/**
 * The book.
 */
book: BookId, 
/**
 * To whom.
 */
to: PersonId, };

/**
 * What somebody holds.
 */
export type HeldEdition = { 
/**
 * Who.
 */
person: PersonId, 
/**
 * What.
 */
edition: Edition, };

/**
 * A moment on this computer's clock.
 */
export type HereTime = { 
/**
 * The day, `YYYY-MM-DD`.
 */
day: string, 
/**
 * The time, `HH:MM`.
 */
at: string, };

/**
 * What whoever is here holds, and how it counts.
 */
export type Holding = { 
/**
 * The book.
 */
book: BookId, 
/**
 * What.
 */
edition: Edition, 
/**
 * How it counts.
 */
numbering: Numbering, };

/**
 * A holiday as it is written.
 */
export type HolidayDays = { 
/**
 * The first day, `YYYY-MM-DD`.
 */
from: string, 
/**
 * The last day.
 */
until: string, };

/**
 * How times of day are written.
 */
export type Hours = "system" | "twelve" | "twentyFour";

/**
 * A sheet whose words were hurt.
 */
export type HurtSheet = { 
/**
 * Its title; may be empty.
 */
title: string, 
/**
 * When it was written, or the day alone, or nothing.
 */
written: string, 
/**
 * What of it still stands.
 */
stands: StillStands, };

/**
 * What sort of thing on the table was hurt, or would come back; a key of words for it.
 */
export type HurtSort = "person" | "ritual" | "mark" | "season" | "book" | "chapter" | "bookmark" | "note" | "line" | "other";

/**
 * Something on the table that was hurt.
 */
export type HurtThing = { 
/**
 * Its sort.
 */
sort: HurtSort, 
/**
 * The title of a ritual or a book; empty for anything else.
 */
title: string, 
/**
 * Whether it still stands, as it was earlier or in part.
 */
earlier: boolean, };

/**
 * Asks for a file or a folder in the desktop's own dialog.
 */
export type ImportAsk = { 
/**
 * Whether a library's folder is meant.
 */
folder: boolean, 
/**
 * Where to look first; may be empty.
 */
from: string, };

/**
 * What was found and is looked at.
 */
export type ImportTicket = { 
/**
 * Its number.
 */
ticket: number, };

/**
 * Asks what lies in another program's journal.
 */
export type JournalAsk = { 
/**
 * Whose drawer it is meant for.
 */
person: PersonId, 
/**
 * Where it lies.
 */
place: string, 
/**
 * What opens it, when it is locked.
 */
password: Secret | null, };

/**
 * Brings in what was read last.
 */
export type JournalBringAsk = { 
/**
 * Whose drawer it goes into.
 */
person: PersonId, 
/**
 * Whether those that differ from what is here come in as pages of their own.
 */
differing: boolean, };

/**
 * What came in.
 */
export type JournalBrought = { 
/**
 * How many pages.
 */
pages: number, 
/**
 * How many of their pictures could not be drawn.
 */
picturesLeft: number, 
/**
 * Whether it was stopped before all were in.
 */
stopped: boolean, };

/**
 * What lies in a journal, before any of it is in the drawer.
 */
export type JournalLook = { 
/**
 * A key below `drawer.bring.program`.
 */
program: string, 
/**
 * How many pages it has.
 */
pages: number, 
/**
 * How many of them are in the drawer already and stay as they are.
 */
here: number, 
/**
 * How many have the id of a page that is here, and other words.
 */
differ: number, 
/**
 * The first day, when any page has one.
 */
first: string | null, 
/**
 * The last day.
 */
last: string | null, 
/**
 * What there is to say about some of them.
 */
notes: Array<JournalNote>, };

/**
 * One thing that does not come along, or comes otherwise than it was.
 */
export type JournalNote = { 
/**
 * A key below `drawer.bring.left`.
 */
what: string, 
/**
 * How many.
 */
count: number, };

/**
 * Asks for a place with the desktop's own dialog.
 */
export type JournalPlaceAsk = { 
/**
 * What is to be chosen.
 */
kind: JournalPlaceKind, 
/**
 * What stands in the field already.
 */
from: string, };

/**
 * What is to be chosen.
 */
export type JournalPlaceKind = "file" | "folder" | "saving";

/**
 * The page, laid out.
 */
export type Keepsake = { 
/**
 * The language of its words.
 */
language: string, 
/**
 * The book's title.
 */
title: string, 
/**
 * Who wrote it.
 */
author: string, 
/**
 * Who read it, when.
 */
dates: string, 
/**
 * What each keeps of it.
 */
lines: Array<KeepsakeItem>, 
/**
 * The chapters.
 */
sections: Array<KeepsakeSection>, 
/**
 * The last line.
 */
colophon: string, };

/**
 * Somebody's words on the page.
 */
export type KeepsakeItem = { 
/**
 * Whether the second person wrote it.
 */
second: boolean, 
/**
 * Who, what, when.
 */
by: string, 
/**
 * The words.
 */
words: string, 
/**
 * Whether they are the book's.
 */
quote: boolean, 
/**
 * Whether it is a letter.
 */
letter: boolean, };

/**
 * Words on a chapter.
 */
export type KeepsakeNote = { 
/**
 * The chapter's number, from 1.
 */
chapter: number, 
/**
 * Who wrote it.
 */
author: PersonId, 
/**
 * The day it was first written, `YYYY-MM-DD`.
 */
day: string, 
/**
 * Which of the three.
 */
what: NoteKind, 
/**
 * The page of a quote.
 */
page: number | null, 
/**
 * Or the percentage.
 */
percent: number | null, 
/**
 * What it says.
 */
words: string, };

/**
 * Writes the page to a file.
 */
export type KeepsakeSave = { 
/**
 * The place, as it was typed or chosen.
 */
place: string, 
/**
 * The page.
 */
page: Keepsake, };

/**
 * One chapter of the page.
 */
export type KeepsakeSection = { 
/**
 * Its number and title.
 */
heading: string, 
/**
 * What stands under it; may be empty.
 */
under: string, 
/**
 * What was written on it.
 */
items: Array<KeepsakeItem>, };

/**
 * What a keepsake can tell, for whoever is here.
 */
export type KeepsakeView = { 
/**
 * The book's title.
 */
title: string, 
/**
 * Who wrote it; may be empty.
 */
author: string, 
/**
 * The day on which it was first read, `YYYY-MM-DD`.
 */
begun: string | null, 
/**
 * The day it was finished.
 */
finished: string | null, 
/**
 * Who has a bookmark in it.
 */
readers: Array<PersonId>, 
/**
 * What each of them keeps of it.
 */
lines: Array<RememberedLine>, 
/**
 * A place for the file.
 */
suggested: string, };

/**
 * What was written on a book's chapters.
 */
export type KeepsakeWords = { 
/**
 * The chapters in order.
 */
chapters: Array<Chapter>, 
/**
 * What is open, in the order of the chapters.
 */
notes: Array<KeepsakeNote>, };

/**
 * The file that is kept up to date.
 */
export type KeptCalendar = { 
/**
 * Where it lies.
 */
path: string, 
/**
 * Whether it names the rituals.
 */
wording: Wording, 
/**
 * Why it could not be brought up to date: a key below `calendar.wrong`.
 */
trouble: string | null, };

/**
 * What the computer's keyring says about the table's key.
 */
export type Keyring = "holds" | "without" | "locked" | "slow" | "none";

/**
 * What the page says while the window waits to close.
 */
export type LastWords = { 
/**
 * Which of the three.
 */
said: Said, };

/**
 * A ritual that the file does not hold.
 */
export type LeftOut = { 
/**
 * Its name.
 */
title: string, 
/**
 * Why: a key below `calendar.unsaid`.
 */
why: string, };

/**
 * Asks for books of the open library.
 */
export type LibraryAsk = { 
/**
 * What is searched for; empty for all.
 */
query: string, 
/**
 * From which of the books found on, from 0.
 */
from: number, 
/**
 * How many.
 */
most: number, };

/**
 * A book of a library.
 */
export type LibraryEntry = { 
/**
 * The library's number for it.
 */
number: number, 
/**
 * Its title.
 */
title: string, 
/**
 * Who wrote it; may be empty.
 */
author: string, 
/**
 * Whether it has a cover.
 */
hasCover: boolean, 
/**
 * Whether its chapters can be read.
 */
hasChapters: boolean, };

/**
 * Names a book of the open library.
 */
export type LibraryNumber = { 
/**
 * The library's number for it.
 */
number: number, };

/**
 * Some books of the open library.
 */
export type LibraryView = { 
/**
 * How many books are in it.
 */
total: number, 
/**
 * How many of them were found.
 */
found: number, 
/**
 * Those that were asked for.
 */
books: Array<LibraryEntry>, };

/**
 * A sentence carried to the table.
 */
export type Line = { 
/**
 * The line.
 */
id: LineId, 
/**
 * Who wrote it.
 */
by: PersonId, 
/**
 * The words.
 */
words: string, 
/**
 * The day it was carried over, `YYYY-MM-DD`.
 */
day: string, 
/**
 * The last day on which it lies there; nothing until it is taken back.
 */
until: string | null, };

/**
 *A `LineId` on its way to or from the window.
 */
export type LineId = string & { readonly brand: "line" };

/**
 * How long a line lies on the table.
 */
export type LineStay = "kept" | "week" | "tomorrow";

/**
 * A book of a list.
 */
export type ListEntry = { 
/**
 * Its title.
 */
title: string, 
/**
 * Who wrote it; may be empty.
 */
author: string, 
/**
 * Where it stands there.
 */
stands: Stands, 
/**
 * Whether it is on the shelf already.
 */
already: boolean, };

/**
 * Who wrote a list.
 */
export type ListMaker = "goodreads" | "storyGraph";

/**
 * Takes some books of a list onto the shelf.
 */
export type ListTake = { 
/**
 * Which list.
 */
ticket: number, 
/**
 * Which books, by their places in the list, from 0.
 */
chosen: Array<number>, };

/**
 * What a file turned out to be.
 */
export type Looked = { "kind": "book", 
/**
 * What it says.
 */
book: FoundBook, } | { "kind": "list", 
/**
 * What it says.
 */
list: FoundList, } | { "kind": "library" };

/**
 * What was mended of the table.
 */
export type MendedTable = { 
/**
 * Where the damaged file lies.
 */
copy: string, 
/**
 * What it touches.
 */
hurt: Array<HurtThing>, 
/**
 * How many changes could not be read.
 */
lost: number, };

/**
 * What was mended in the open drawer.
 */
export type MendedView = { 
/**
 * Where the damaged file lies.
 */
copy: string, 
/**
 * The sheets that it touches.
 */
hurt: Array<HurtSheet>, 
/**
 * How many changes could not be read.
 */
lost: number, };

/**
 * A file that is not where it was.
 */
export type MissingFile = { 
/**
 * Where it was.
 */
place: string, 
/**
 * The folder of the newest backup that holds it.
 */
backup: string | null, 
/**
 * When that was made.
 */
made: string | null, };

/**
 * Asks what another time would come to.
 */
export type MoveAsk = { 
/**
 * The ritual.
 */
ritual: RitualId, 
/**
 * Its day, `YYYY-MM-DD`.
 */
day: string, 
/**
 * The time on the viewer's wall clock, `HH:MM`.
 */
at: string, };

/**
 * How a plan can be moved.
 */
export type MoveChoice = "tenMinutes" | "halfHour" | "later" | "tomorrow";

/**
 * What another time would come to.
 */
export type MovePreview = { 
/**
 * When it would be this time.
 */
tonight: NextTime, 
/**
 * The times after that, if it counts from now on; nothing where that cannot be.
 */
fromNowOn: Array<NextTime> | null, };

/**
 * A time that a plan can be moved to.
 */
export type MoveTo = { 
/**
 * What was chosen.
 */
choice: MoveChoice, 
/**
 * The resulting time on the viewer's wall clock.
 */
at: string, };

/**
 * What became of a bookmark.
 */
export type Moved = { "kind": "there" } | { "kind": "stepBack", 
/**
 * Where it lies.
 */
from: Place, 
/**
 * Where it would lie.
 */
to: Place, };

/**
 * One need underneath.
 */
export type NeedFlow = { 
/**
 * The code.
 */
code: string, 
/**
 * Its name.
 */
label: string, 
/**
 * Its name inside a sentence.
 */
inline: string, 
/**
 * In how many reflections.
 */
times: number, 
/**
 * Whether it lies in the light.
 */
lit: boolean, };

/**
 * One drawer of the chest.
 */
export type NeedWords = { 
/**
 * The code.
 */
code: string, 
/**
 * The words on its plate.
 */
label: string, 
/**
 * The same inside a sentence.
 */
inline: string, 
/**
 * Its column, from 0.
 */
column: number, 
/**
 * What lies in it: the need, said more closely.
 */
slips: Array<WordOf>, };

/**
 * The names that two people are about to have.
 */
export type NewNames = { 
/**
 * Who sits here.
 */
a: string, 
/**
 * The other person.
 */
b: string, };

/**
 * A new note, quote or letter.
 */
export type NewNote = { 
/**
 * The book.
 */
book: BookId, 
/**
 * The chapter.
 */
chapter: ChapterId, 
/**
 * Which of the three.
 */
what: NoteKind, 
/**
 * The page of a quote, in one's own edition.
 */
page: number | null, 
/**
 * Or the percentage.
 */
percent: number | null, 
/**
 * What it says.
 */
words: string, };

/**
 * The second person.
 */
export type NewPerson = { 
/**
 * What they are called here.
 */
name: string, 
/**
 * Their ribbon.
 */
ribbon: Ribbon, };

/**
 * A thread to be named.
 */
export type NewThread = { 
/**
 * Whose drawer it belongs to. What arrives late never gets into the other person's.
 */
person: PersonId, 
/**
 * Its name.
 */
name: string, };

/**
 * Someone who sits down for the first time.
 */
export type Newcomer = { 
/**
 * Their name.
 */
name: string, 
/**
 * Their ribbon.
 */
ribbon: Ribbon, };

/**
 * When a ritual is next.
 */
export type NextDate = { 
/**
 * The day in its own zone, `YYYY-MM-DD`.
 */
day: string, 
/**
 * The time on its own zone's clock, `HH:MM`.
 */
at: string, 
/**
 * The same moment on this computer's clock, when that shows another one.
 */
here: HereTime | null, };

/**
 * A time on another day.
 */
export type NextTime = { 
/**
 * The ritual's name.
 */
title: string, 
/**
 * The day, `YYYY-MM-DD`.
 */
day: string, 
/**
 * The time on the viewer's wall clock.
 */
at: string, 
/**
 * Whether that is the day after this one.
 */
tomorrow: boolean, };

/**
 * Other words for a note.
 */
export type NoteChange = { 
/**
 * The note.
 */
note: NoteId, 
/**
 * What it says.
 */
words: string, };

/**
 * A note as it may reach one reader's window.
 */
export type NoteForReader = { "kind": "open", 
/**
 * The note.
 */
id: NoteId, 
/**
 * The number of its chapter, from 1.
 */
chapter: number, 
/**
 * Who wrote it.
 */
author: PersonId, 
/**
 * The day it was first written, `YYYY-MM-DD`.
 */
day: string, 
/**
 * Which of the three; `what`, since `kind` tells open from sealed.
 */
what: NoteKind, 
/**
 * The page of a quote, in its author's edition.
 */
page: number | null, 
/**
 * Or the percentage.
 */
percent: number | null, 
/**
 * What it says.
 */
words: string, } | { "kind": "sealed", 
/**
 * The number of its chapter, from 1.
 */
chapter: number, 
/**
 * Who wrote it.
 */
author: PersonId, 
/**
 * Whether it is a letter to whoever is here.
 */
letter: boolean, };

/**
 *A `NoteId` on its way to or from the window.
 */
export type NoteId = string & { readonly brand: "note" };

/**
 * What somebody leaves on a chapter.
 */
export type NoteKind = "note" | "quote" | "letter";

/**
 * A chapter on which something is open.
 */
export type Noted = { 
/**
 * Its number, from 1.
 */
chapter: number, 
/**
 * How many notes, quotes and letters.
 */
open: number, };

/**
 * Asks for what is open on a book's chapters, as far as one of them.
 */
export type NotesAsk = { 
/**
 * The book.
 */
book: BookId, 
/**
 * The number of the last chapter that is meant, from 1.
 */
upTo: number, };

/**
 * A request or an answer with nothing in it.
 */
export type Nothing = Record<symbol, never>;

/**
 * A reminder as the sheet asks about it.
 */
export type NoticeAsk = { 
/**
 * The ritual's name.
 */
title: string, 
/**
 * Whether the notification may name it.
 */
wording: Wording, 
/**
 * When it begins on this computer's clock, `HH:MM`.
 */
at: string, 
/**
 * How many minutes it takes; 0 while that cannot be read.
 */
minutes: number, };

/**
 * What a notification says, word for word.
 */
export type NoticeWords = { 
/**
 * Its first line.
 */
summary: string, 
/**
 * Its second line.
 */
body: string, };

/**
 * A book that is being read.
 */
export type NowBook = { 
/**
 * The book.
 */
id: BookId, 
/**
 * Its title.
 */
title: string, 
/**
 * Who wrote it; may be empty.
 */
author: string, 
/**
 * How many chapters it has.
 */
chapters: number, 
/**
 * Whether it is read aloud by turns.
 */
aloud: boolean, 
/**
 * How many evenings a week are meant.
 */
evenings: Evenings | null, 
/**
 * Whose turn it is to read; nothing where the reading went on without whoever is here.
 */
turn: PersonId | null, 
/**
 * By which day it would be nice to be at the end, `YYYY-MM-DD`.
 */
finishBy: string | null, 
/**
 * What that day asks for.
 */
toward: Toward | null, 
/**
 * Where the bookmarks lie.
 */
ribbons: Array<BookRibbon>, 
/**
 * Chapters that whoever is here has read, and everyone else who has opened it.
 */
together: number, 
/**
 * The title of the chapter that comes next together, when it has one and it may be seen.
 */
nextTitle: string | null, 
/**
 * Around when it will be finished.
 */
projection: Projection | null, 
/**
 * Names its own cover, where one was chosen, and changes with it.
 */
cover: string | null, };

/**
 * How an edition counts its chapters.
 */
export type Numbering = { 
/**
 * Whether it begins again at one with each part.
 */
byParts: boolean, 
/**
 * The fixed points.
 */
anchors: Array<Anchor>, };

/**
 * Asks what a numbering would call each chapter.
 */
export type NumberingAsk = { 
/**
 * The book.
 */
book: BookId, 
/**
 * How it would count.
 */
numbering: Numbering, };

/**
 * One backup, by its folder.
 */
export type OneBackup = { 
/**
 * The folder that it lies in.
 */
folder: string, };

/**
 * Names one book.
 */
export type OneBook = { 
/**
 * The book.
 */
book: BookId, };

/**
 * One day.
 */
export type OneDay = { 
/**
 * The day.
 */
day: string, };

/**
 * Takes a line back from the table.
 */
export type OneLine = { 
/**
 * The line.
 */
line: LineId, };

/**
 * Names one note.
 */
export type OneNote = { 
/**
 * The note.
 */
note: NoteId, };

/**
 * Names one page.
 */
export type OnePage = { 
/**
 * The page.
 */
page: PageId, };

/**
 * Names one picture of the open drawer.
 */
export type OnePicture = { 
/**
 * The picture.
 */
picture: PictureId, };

/**
 * Names one reflection.
 */
export type OneReflection = { 
/**
 * The reflection.
 */
reflection: ReflectionId, };

/**
 * Names one ritual.
 */
export type OneRitual = { 
/**
 * The ritual.
 */
ritual: RitualId, };

/**
 * One sheet by its sort: exactly one of the two is there.
 */
export type OneSheet = { 
/**
 * The page.
 */
page: PageId | null, 
/**
 * The reflection.
 */
reflection: ReflectionId | null, };

/**
 * Takes a slip back from the table.
 */
export type OneSlip = { 
/**
 * The slip.
 */
slip: SlipId, };

/**
 * The word for each other.
 */
export type OurWord = { 
/**
 * The word; empty lets go of it.
 */
word: string, };

/**
 * A day on which the shared count rose.
 */
export type PaceStep = { 
/**
 * The day, `YYYY-MM-DD`.
 */
day: string, 
/**
 * Chapters read by then.
 */
read: number, };

/**
 *A `PageId` on its way to or from the window.
 */
export type PageId = string & { readonly brand: "page" };

/**
 * What became of it.
 */
export type PageKept = { 
/**
 * Whether the page lies in the drawer now; not while nothing is written on a new one.
 */
lies: boolean, 
/**
 * Whether the list shows something else than before.
 */
begun: boolean, };

/**
 * A name in a page's text.
 */
export type PageLink = { 
/**
 * As it stands there.
 */
name: string, 
/**
 * The page that it means, when there is one.
 */
page: SheetRow | null, };

/**
 * What a page names, and what names it.
 */
export type PageLinks = { 
/**
 * The names in its text.
 */
to: Array<PageLink>, 
/**
 * The pages that name it, newest first.
 */
from: Array<SheetRow>, };

/**
 * What is being typed.
 */
export type PageTyped = { 
/**
 * Whose drawer it belongs to. Text that arrives late never gets into the other person's.
 */
person: PersonId, 
/**
 * The page. Whoever begins one gives it its id: sixteen random bytes.
 */
page: PageId, 
/**
 * Its title.
 */
title: string, 
/**
 * Its text.
 */
body: string, };

/**
 * A whole page.
 */
export type PageView = { 
/**
 * The page.
 */
id: PageId, 
/**
 * When it was begun, as civil time, or the day alone where no more is known.
 */
written: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its text.
 */
body: string, 
/**
 * Whether something in it has not been put away yet.
 */
draft: boolean, };

/**
 * Asks for pages: the newest, those before a place, or what a search finds.
 */
export type PagesAsk = { 
/**
 * What is searched for: words, tags with `#`, days; empty for none.
 */
query: string, 
/**
 * Whether only reflections are searched.
 */
reflections: boolean, 
/**
 * Whether days are looked for as the words that they are.
 */
words: boolean, 
/**
 * Where the next ones begin.
 */
before: number | null, };

/**
 * The list of pages, as far as it was asked for.
 */
export type PagesView = { 
/**
 * The sheets, newest first.
 */
sheets: Array<SheetRow>, 
/**
 * Where the next ones begin, when there are more.
 */
next: number | null, 
/**
 * How many there are: all pages, or what was found, counted up to a bound.
 */
total: number, 
/**
 * Whether more was found than was counted.
 */
more: boolean, 
/**
 * Whether this is what a search found.
 */
found: boolean, 
/**
 * The days that were named in what was searched for.
 */
days: DaysNamed | null, 
/**
 * What of it was looked for as words.
 */
words: string, };

/**
 * Sent by the window once its first screen stands with real data.
 */
export type Painted = { 
/**
 * The page that was painted.
 */
page: string, };

/**
 * Another passphrase for someone's drawer.
 */
export type PassphraseChange = { 
/**
 * Whose drawer.
 */
person: PersonId, 
/**
 * The one that opens it now.
 */
old: Secret, 
/**
 * The one that counts from now on.
 */
fresh: Secret, };

/**
 * A pasted contents list.
 */
export type Pasted = { 
/**
 * The text as it was pasted.
 */
text: string, 
/**
 * The book whose chapters it is laid over; nothing for a book that is not there yet.
 */
over: BookId | null, };

/**
 * A pattern of days.
 */
export type Pattern = { "kind": "days", 
/**
 * Every n days.
 */
every: number, } | { "kind": "weeks", 
/**
 * Every n weeks.
 */
every: number, 
/**
 * Days of the week as ISO 8601 numbers them, Monday is 1.
 */
days: Array<number>, } | { "kind": "monthDay", 
/**
 * Every n months.
 */
every: number, 
/**
 * 1 to 31; -1 is the last day.
 */
day: number, } | { "kind": "monthWeekday", 
/**
 * Every n months.
 */
every: number, 
/**
 * 1 to 5; -1 is the last.
 */
nth: number, 
/**
 * The day of the week.
 */
day: number, } | { "kind": "years", 
/**
 * 1 to 12.
 */
month: number, 
/**
 * 1 to 31.
 */
day: number, };

/**
 * Patterns: what was on top, and what kept coming up underneath.
 */
export type PatternsView = { 
/**
 * Whether there is enough to draw.
 */
enough: boolean, 
/**
 * How many reflections are in it.
 */
reflections: number, 
/**
 * The day of the earliest, `YYYY-MM-DD`.
 */
since: string | null, 
/**
 * On top, most frequent first.
 */
surfaces: Array<SurfaceFlow>, 
/**
 * Underneath, most frequent first.
 */
needs: Array<NeedFlow>, };

/**
 * Pauses all reminders.
 */
export type Pause = { 
/**
 * For how long.
 */
howLong: PauseFor, };

/**
 * For how long all reminders are paused.
 */
export type PauseFor = "hour" | "untilTomorrow";

/**
 * Until when all reminders are paused.
 */
export type Paused = { 
/**
 * The time on the viewer's wall clock, `HH:MM`.
 */
until: string, 
/**
 * Whether that is on the next day.
 */
tomorrow: boolean, };

/**
 * Who the table belongs to, and who is here.
 */
export type PeopleView = { 
/**
 * The first person.
 */
a: Person, 
/**
 * The second, once there is one.
 */
b: Person | null, 
/**
 * Who is at the table now.
 */
here: Side, 
/**
 * Their word for each other; empty until they choose one.
 */
word: string, 
/**
 * The hour at which their day ends, 0 to 6.
 */
dayEnds: number, };

/**
 * One of the people at the table, and their drawer from outside.
 */
export type Person = { 
/**
 * The person.
 */
id: PersonId, 
/**
 * What they are called here.
 */
name: string, 
/**
 * Their ribbon.
 */
ribbon: Ribbon, 
/**
 * Their side of the table.
 */
side: Side, 
/**
 * Their drawer, from outside.
 */
drawer: DrawerFront, };

/**
 *A `PersonId` on its way to or from the window.
 */
export type PersonId = string & { readonly brand: "person" };

/**
 * Another name for someone.
 */
export type PersonName = { 
/**
 * Who.
 */
person: PersonId, 
/**
 * The name.
 */
name: string, };

/**
 * Another ribbon for someone.
 */
export type PersonRibbon = { 
/**
 * Who.
 */
person: PersonId, 
/**
 * The ribbon.
 */
ribbon: Ribbon, };

/**
 * A picture in a file, for a page.
 */
export type PictureBrought = { 
/**
 * Whose drawer it belongs to.
 */
person: PersonId, 
/**
 * Where the file lies.
 */
place: string, };

/**
 * A picture on its way to or from the window.
 */
export type PictureData = { 
/**
 * What it is, such as `image/jpeg`.
 */
mediaType: string, 
/**
 * Its bytes in base 64.
 */
bytes: string, };

/**
 *A `PictureId` on its way to or from the window.
 */
export type PictureId = string & { readonly brand: "picture" };

/**
 * A picture out of the clipboard, for a page.
 */
export type PicturePasted = { 
/**
 * Whose drawer it belongs to.
 */
person: PersonId, 
/**
 * The picture, in base 64.
 */
bytes: string, };

/**
 * A place in a book.
 */
export type Place = { 
/**
 * How many chapters lie behind; also the index, from 0, of the chapter being read.
 */
read: number, 
/**
 * At this page of one's own edition.
 */
page: number | null, 
/**
 * At this percentage of one's own edition.
 */
percent: number | null, };

/**
 * Asks for a place with the desktop's own dialog.
 */
export type PlaceAsk = { 
/**
 * Whether a file is to be written there, or read.
 */
saving: boolean, 
/**
 * What stands in the field already.
 */
from: string, };

/**
 * Why the profile's folder is a bad place for it.
 */
export type PlaceRisk = { "kind": "synced", "name": string } | { "kind": "network", "name": string };

/**
 * The plan on the dial.
 */
export type Plan = { 
/**
 * The ritual.
 */
ritual: RitualId, 
/**
 * Its day in its own zone, `YYYY-MM-DD`.
 */
day: string, 
/**
 * Its name.
 */
title: string, 
/**
 * What is promised, line by line.
 */
promises: Array<string>, 
/**
 * The small version for hard days.
 */
small: string, 
/**
 * How long it takes at present.
 */
minutes: number, 
/**
 * Whether it is the small version that is meant.
 */
smallNow: boolean, 
/**
 * Whether each person does their own.
 */
each: boolean, 
/**
 * The time on the viewer's wall clock, `HH:MM`.
 */
at: string, 
/**
 * Seconds until then, negative once it is past.
 */
inSeconds: number, 
/**
 * Whether it was moved for this evening.
 */
moved: boolean, 
/**
 * When its reminder comes again, `HH:MM`, while somebody put it off.
 */
again: string | null, 
/**
 * Who was part of it.
 */
done: Array<PersonId>, 
/**
 * Where it can be moved to.
 */
moves: Array<MoveTo>, };

/**
 * A stretch that suits, on this computer's wall clock.
 */
export type Pocket = { 
/**
 * The day, `YYYY-MM-DD`.
 */
day: string, 
/**
 * When it begins, in minutes from midnight.
 */
from: number, 
/**
 * When it ends; 1440 is the midnight that ends the day.
 */
to: number, };

/**
 * How long a pocket is wished for.
 */
export type PocketAsk = { 
/**
 * In minutes.
 */
minutes: number, };

/**
 * The next stretches that suit both.
 */
export type PocketsView = { 
/**
 * The days that were looked at, `YYYY-MM-DD`; the first one is the calendar's today.
 */
days: Array<string>, 
/**
 * The couple's day, `YYYY-MM-DD`.
 */
today: string, 
/**
 * The IANA zone in which it was looked.
 */
zone: string, 
/**
 * The stretches, at most five, the next ones first.
 */
pockets: Array<Pocket>, 
/**
 * What is taken: the plans, and what stands in one's own calendar.
 */
taken: Array<TakenTime>, 
/**
 * The quiet hours that were kept free.
 */
quiet: QuietHours | null, 
/**
 * Whether somebody's calendar file could not be read.
 */
lacking: boolean, 
/**
 * Whether the person who is here has brought any calendar file.
 */
hasFiles: boolean, };

/**
 * Where the table's key lies now.
 */
export type PrivacyView = { 
/**
 * The computer's keyring.
 */
keyring: Keyring, 
/**
 * Whether the key also lies in a file that this computer account reads without a passphrase.
 */
keyFile: boolean, 
/**
 * Whether that file was found readable for other accounts, and closed.
 */
keyFileWasOpen: boolean, 
/**
 * Whose passphrase or recovery words open the table.
 */
people: Array<PersonId>, };

/**
 * Around when a book will be finished.
 */
export type Projection = { 
/**
 * If every week were like the fullest of the last three, `YYYY-MM-DD`.
 */
earliest: string, 
/**
 * If most weeks look like the last three.
 */
around: string, 
/**
 * If every week were like the quietest.
 */
latest: string, };

/**
 * One line of what both promise.
 */
export type PromiseLine = { 
/**
 * Their own words.
 */
words: string, 
/**
 * Whether it is promised at present.
 */
ours: boolean, };

/**
 * What a pasted list seems to say, before anything is kept.
 */
export type Proposal = { "kind": "chapters", 
/**
 * In order: those that the book has already, and new ones.
 */
chapters: Array<ChapterEdit>, 
/**
 * Lines that were taken for something else.
 */
leftOut: Array<string>, 
/**
 * How many of them there are in all.
 */
leftOutCount: number, } | { "kind": "nothing" } | { "kind": "tooMany", 
/**
 * How many.
 */
found: number, 
/**
 * How many would be taken.
 */
most: number, } | { "kind": "tooLong" };

/**
 * Weeks of small things that somebody would like.
 */
export type ProposedWeeks = { 
/**
 * Who.
 */
by: PersonId, 
/**
 * How many.
 */
weeks: number, };

/**
 * Where a book can be put.
 */
export type PutOn = "table" | "waiting" | "resting";

/**
 * When this computer raises nothing, as `HH:MM`.
 */
export type QuietHours = { 
/**
 * When it begins.
 */
from: string, 
/**
 * When it ends; earlier than the beginning means the next day.
 */
to: string, };

/**
 * Says who really read a chapter aloud.
 */
export type ReadBy = { 
/**
 * The book.
 */
book: BookId, 
/**
 * The chapter.
 */
chapter: ChapterId, 
/**
 * Who; nobody when it was not read aloud.
 */
reader: PersonId | null, };

/**
 * The shelf.
 */
export type ReadingView = { 
/**
 * The couple's day, `YYYY-MM-DD`.
 */
today: string, 
/**
 * On the table, the one that was read last first.
 */
onTable: Array<NowBook>, 
/**
 * Waiting, in the order they came.
 */
waiting: Array<ShelfBook>, 
/**
 * Laid aside for a while.
 */
resting: Array<ShelfBook>, 
/**
 * Finished, the latest first.
 */
finished: Array<ShelfBook>, 
/**
 * The year that is going.
 */
year: Year, 
/**
 * The first year of which there is anything to look at.
 */
firstYear: number, };

/**
 * Recovery words that were just made. They are shown once.
 */
export type RecoverySheet = { 
/**
 * The twelve words in their order.
 */
words: Array<Secret>, 
/**
 * The places, from 1, of the two words that are asked back.
 */
ask: Array<number>, };

/**
 * One reflection in the list.
 */
export type ReflectionCard = { 
/**
 * The reflection.
 */
id: ReflectionId, 
/**
 * The day it happened, `YYYY-MM-DD`; nothing while that is open.
 */
day: string | null, 
/**
 * What it looked like it was about.
 */
topic: string | null, 
/**
 * How what happened begins.
 */
beginning: string, 
/**
 * What was needed.
 */
needs: Array<string>, 
/**
 * The thread it belongs to.
 */
thread: ThreadId | null, 
/**
 * Where it was left, 1 to 6, while it is not put away.
 */
leftAt: number | null, };

/**
 * What is written in a reflection, both ways.
 */
export type ReflectionDraft = { 
/**
 * The step the person is on, 1 to 6.
 */
step: number, 
/**
 * The page it looks underneath.
 */
page: PageId | null, 
/**
 * The thread it belongs to.
 */
thread: ThreadId | null, 
/**
 * A name for a thread that is still being typed; putting away makes it the thread's.
 */
threadName: string, 
/**
 * What happened.
 */
happened: string, 
/**
 * The topic's code, `own` for the words in `own_topic`.
 */
topic: string | null, 
/**
 * The topic in the person's own words.
 */
ownTopic: string, 
/**
 * The day it happened, `YYYY-MM-DD`.
 */
day: string | null, 
/**
 * `morning`, `afternoon`, `evening` or `night`.
 */
partOfDay: string | null, 
/**
 * The feelings that showed.
 */
showed: FeltWords, 
/**
 * The feelings under those.
 */
under: FeltWords, 
/**
 * Codes of what was needed: drawers, and slips out of them.
 */
needed: Array<string>, 
/**
 * What it may have been for them.
 */
guess: string, 
/**
 * How it looked from outside.
 */
outside: string, 
/**
 * Codes of what they may have needed.
 */
theirNeeds: Array<string>, 
/**
 * What they would like to say.
 */
say: SayParts, };

/**
 * The headings over the parts of a reflection that goes out as text.
 */
export type ReflectionHeads = { 
/**
 * What one is called when it says no topic.
 */
title: string, 
/**
 * Above the feelings.
 */
felt: string, 
/**
 * Above the needs.
 */
needed: string, 
/**
 * Above the guess about the other.
 */
guess: string, 
/**
 * Above the view from outside.
 */
outside: string, 
/**
 * Above what is to be said or asked.
 */
say: string, 
/**
 * Above what it was really about.
 */
thread: string, };

/**
 *A `ReflectionId` on its way to or from the window.
 */
export type ReflectionId = string & { readonly brand: "reflection" };

/**
 * Begins a reflection.
 */
export type ReflectionStart = { 
/**
 * Whose drawer it belongs to. What arrives late never gets into the other person's.
 */
person: PersonId, 
/**
 * The page to look underneath.
 */
page: PageId | null, 
/**
 * The code of a need to begin from, when there is only one sentence to be found for it.
 */
need: string | null, };

/**
 * One reflection with everything that its six steps need.
 */
export type ReflectionView = { 
/**
 * The reflection.
 */
id: ReflectionId, 
/**
 * What is written so far.
 */
draft: ReflectionDraft, 
/**
 * The title of the page it looks underneath; nothing when it stands alone.
 */
pageTitle: string | null, 
/**
 * Whether it was put away before.
 */
finished: boolean, 
/**
 * The day of its first sentence, `YYYY-MM-DD`: what "today" means on its first step.
 */
today: string, 
/**
 * What was carried to the table from it, newest last.
 */
carried: Array<string>, 
/**
 * What other reflections were really about.
 */
threads: Array<ThreadName>, 
/**
 * The words to choose from.
 */
words: ReflectionWords, };

/**
 * All the words of a reflection.
 */
export type ReflectionWords = { 
/**
 * The eight strokes.
 */
families: Array<FeelingFamily>, 
/**
 * The names of the chest's four columns.
 */
columns: Array<string>, 
/**
 * The sixteen drawers, row by row.
 */
needs: Array<NeedWords>, 
/**
 * The topics that have a name.
 */
topics: Array<WordOf>, 
/**
 * Absolute words that get the soft underline, longest first.
 */
absolutes: Array<AbsoluteWord>, 
/**
 * Words of fear, threat and control, in lower case.
 */
ofFear: Array<string>, };

/**
 * What is written at this moment.
 */
export type ReflectionWritten = { 
/**
 * Whose drawer it belongs to. Text that arrives late never gets into the other person's.
 */
person: PersonId, 
/**
 * The reflection.
 */
reflection: ReflectionId, 
/**
 * What is in it.
 */
draft: ReflectionDraft, };

/**
 * The list of reflections.
 */
export type ReflectionsView = { 
/**
 * Unfinished ones first, then the newest.
 */
reflections: Array<ReflectionCard>, 
/**
 * The threads, by name.
 */
threads: Array<ThreadName>, };

/**
 * The line somebody keeps of a book.
 */
export type RememberedLine = { 
/**
 * Whose.
 */
person: PersonId, 
/**
 * Which.
 */
line: string, };

/**
 * What Settings shows about reminders beside the choices.
 */
export type RemindersView = { 
/**
 * What the clock found out about this desktop; nothing while no clock runs.
 */
desktop: Desktop | null, 
/**
 * That all reminders are paused, and until when.
 */
paused: Paused | null, };

/**
 * On which days a ritual is.
 */
export type Rhythm = { "kind": "calendar", 
/**
 * The pattern.
 */
pattern: Pattern, 
/**
 * When it stops.
 */
ends: Ends, 
/**
 * Days that are left out, `YYYY-MM-DD`.
 */
except: Array<string>, 
/**
 * Days that are added.
 */
extra: Array<string>, } | { "kind": "anyDays", 
/**
 * On how many.
 */
times: number, 
/**
 * The days that come into question, as ISO 8601 numbers them.
 */
days: Array<number>, } | { "kind": "after", 
/**
 * The other one.
 */
ritual: RitualId, } | { "kind": "other", 
/**
 * The text.
 */
rule: string, };

/**
 * The six ribbons.
 */
export type Ribbon = "madder" | "verdigris" | "damson" | "moss" | "slate" | "foxglove";

/**
 * One ritual as the list and its sheet show it.
 */
export type RitualCard = { 
/**
 * The ritual.
 */
id: RitualId, 
/**
 * Its name.
 */
title: string, 
/**
 * Why it matters to both.
 */
why: string, 
/**
 * What both promise.
 */
promises: Array<PromiseLine>, 
/**
 * The small version for hard days.
 */
small: string, 
/**
 * How long the small version takes, when someone said so.
 */
smallMinutes: number | null, 
/**
 * Why it has no dates at present, when it has none.
 */
waits: Waits | null, 
/**
 * When the next one is.
 */
next: NextDate | null, 
/**
 * When it is; nothing when this version cannot read it.
 */
when: CivilTime | null, 
/**
 * More than one when both changed the time at once; the first one is in use.
 */
choices: Array<CivilTime>, 
/**
 * How long it takes.
 */
minutes: number, 
/**
 * How many minutes before it the reminder comes; nothing for no reminder.
 */
lead: number | null, 
/**
 * Whether a notification may name it.
 */
wording: Wording, 
/**
 * Whose it is.
 */
who: Who, 
/**
 * Whether it rests for a while.
 */
resting: boolean, };

/**
 * A ritual as the sheet sends it.
 */
export type RitualDraft = { 
/**
 * The ritual being changed; nothing for a new one.
 */
id: RitualId | null, 
/**
 * Its name.
 */
title: string, 
/**
 * Why it matters to both.
 */
why: string, 
/**
 * What both promise.
 */
promises: Array<PromiseLine>, 
/**
 * The small version for hard days.
 */
small: string, 
/**
 * How long the small version takes; nothing for a third of the whole.
 */
smallMinutes: number | null, 
/**
 * When it is.
 */
when: CivilTime, 
/**
 * How long it takes.
 */
minutes: number, 
/**
 * How many minutes before it the reminder comes; nothing for no reminder.
 */
lead: number | null, 
/**
 * Whether a notification may name it.
 */
wording: Wording, 
/**
 * Whose it is.
 */
who: Who, 
/**
 * Whether it rests for a while.
 */
resting: boolean, };

/**
 *A `RitualId` on its way to or from the window.
 */
export type RitualId = string & { readonly brand: "ritual" };

/**
 * Lets a ritual rest, or wakes it.
 */
export type RitualRest = { 
/**
 * The ritual.
 */
ritual: RitualId, 
/**
 * Whether it rests.
 */
resting: boolean, };

/**
 * Chooses one of two times that both people set at once.
 */
export type RitualSettle = { 
/**
 * The ritual.
 */
ritual: RitualId, 
/**
 * The time that shall stand.
 */
choice: CivilTime, };

/**
 * The list of rituals.
 */
export type RitualsView = { 
/**
 * Every ritual, by time of day.
 */
rituals: Array<RitualCard>, 
/**
 * The IANA zone that a new ritual is anchored in.
 */
zone: string, 
/**
 * The couple's day, `YYYY-MM-DD`.
 */
today: string, 
/**
 * What season it is.
 */
season: Season, };

/**
 * What can be said to a closing.
 */
export type Said = "handedOver" | "asking" | "staying";

/**
 * A book of the shelf that seems to be the same one.
 */
export type SameBook = { 
/**
 * The book.
 */
book: BookId, 
/**
 * Its title as it stands there.
 */
title: string, };

/**
 * "I feel … when … I need … would you …"
 */
export type SayParts = { 
/**
 * After "I feel".
 */
feel: string, 
/**
 * After "when".
 */
when: string, 
/**
 * After "I need".
 */
need: string, 
/**
 * After "would you".
 */
ask: string, };

/**
 * What season it is.
 */
export type Season = { 
/**
 * The weeks of small things that it is in.
 */
small: Stretch | null, 
/**
 * The holiday that it is in, or the next one.
 */
holiday: Stretch | null, 
/**
 * Small weeks that somebody would like and that wait for an answer.
 */
proposed: ProposedWeeks | null, };

/**
 * Ends one of the two.
 */
export type SeasonEnd = { 
/**
 * Which.
 */
season: SeasonKind, };

/**
 * Which of the two is meant.
 */
export type SeasonKind = "small" | "holiday";

/**
 * A passphrase or recovery words. It is wiped when it was used, cannot be copied, and is never printed.
 */
export type Secret = string;

/**
 * Everything that the settings page shows of this computer.
 */
export type SettingsView = { 
/**
 * What was chosen.
 */
choices: Choices, 
/**
 * Whether the clock starts with the computer.
 */
autostart: Autostart, 
/**
 * Where the profile lies.
 */
folder: string, 
/**
 * What speaks against that place.
 */
risk: PlaceRisk | null, 
/**
 * What lies in the profile's folders, is not ours, and stays when everything is removed.
 */
others: Array<string>, 
/**
 * The program's version.
 */
version: string, };

/**
 * One page or reflection in the list.
 */
export type SheetRow = { 
/**
 * The page; nothing for a reflection.
 */
page: PageId | null, 
/**
 * The reflection; nothing for a page.
 */
reflection: ReflectionId | null, 
/**
 * When it was written, as civil time; nothing when nobody knows.
 */
written: string | null, 
/**
 * Its title, found words marked; may be empty.
 */
title: Array<TextPart>, 
/**
 * Its beginning, or a cutting around the found words.
 */
preview: Array<TextPart>, 
/**
 * Whether something in it has not been put away yet.
 */
draft: boolean, };

/**
 * Where a book stands.
 */
export type Shelf = "table" | "waiting" | "resting" | "finished";

/**
 * What is looked for.
 */
export type ShelfAsk = { 
/**
 * The words.
 */
text: string, };

/**
 * A book that stands on a shelf.
 */
export type ShelfBook = { 
/**
 * The book.
 */
id: BookId, 
/**
 * Its title.
 */
title: string, 
/**
 * Who wrote it; may be empty.
 */
author: string, 
/**
 * The day it was finished, `YYYY-MM-DD`.
 */
finished: string | null, 
/**
 * What each of them keeps of it.
 */
lines: Array<RememberedLine>, 
/**
 * Names its own cover, where one was chosen, and changes with it.
 */
cover: string | null, };

/**
 * What was found.
 */
export type ShelfFound = { 
/**
 * Books by title or author.
 */
books: Array<ShelfBook>, 
/**
 * Notes, quotes and letters that are open to whoever asks, the latest first.
 */
notes: Array<FoundNote>, 
/**
 * Whether there is more.
 */
more: boolean, };

/**
 * The two sides of the table.
 */
export type Side = "a" | "b";

/**
 * An appreciation.
 */
export type Slip = { 
/**
 * The slip.
 */
id: SlipId, 
/**
 * Who wrote it.
 */
by: PersonId, 
/**
 * The words.
 */
words: string, 
/**
 * The day it was handed over, `YYYY-MM-DD`.
 */
day: string, 
/**
 * The part of that day.
 */
part: DayPart, };

/**
 *A `SlipId` on its way to or from the window.
 */
export type SlipId = string & { readonly brand: "slip" };

/**
 * Hands an appreciation over.
 */
export type SlipWords = { 
/**
 * The words.
 */
words: string, };

/**
 * One of the day's other rituals.
 */
export type SmallThing = { 
/**
 * The ritual.
 */
ritual: RitualId, 
/**
 * Its day in its own zone, `YYYY-MM-DD`.
 */
day: string, 
/**
 * Its name.
 */
title: string, 
/**
 * The time on the viewer's wall clock.
 */
at: string, 
/**
 * The part of the day it belongs to.
 */
part: DayPart, 
/**
 * Whether its time is behind.
 */
passed: boolean, 
/**
 * When it is asked about again, where it was put off for a while.
 */
again: string | null, 
/**
 * Whether any of several days would do.
 */
whenever: boolean, 
/**
 * Who was part of it.
 */
done: Array<PersonId>, };

/**
 * Where a book of a list stands.
 */
export type Stands = "reading" | "waiting" | "laidAside" | "read";

/**
 * What stands of something that was hurt.
 */
export type StillStands = "nothing" | "earlier" | "words";

/**
 * Some days, the first and the last of which count.
 */
export type Stretch = { 
/**
 * The first day, `YYYY-MM-DD`.
 */
from: string, 
/**
 * The last day.
 */
until: string, };

/**
 * A passphrase that nobody has to think up.
 */
export type Suggestion = { 
/**
 * Four ordinary words.
 */
passphrase: Secret, };

/**
 * One thing on top.
 */
export type SurfaceFlow = { 
/**
 * Its name; nothing where it was left without one.
 */
label: string | null, 
/**
 * Its name inside a sentence.
 */
inline: string | null, 
/**
 * In how many reflections.
 */
times: number, 
/**
 * How often each need lay under it, in the order of the needs.
 */
under: Array<number>, };

/**
 * A switch.
 */
export type Switch = { 
/**
 * Its new position.
 */
on: boolean, };

/**
 * Asks the desktop for a place to write to.
 */
export type TakePlaceAsk = { 
/**
 * What stands in the field already.
 */
from: string, 
/**
 * The endings that fit, the first one first.
 */
endings: Array<string>, };

/**
 * A file that was written.
 */
export type Taken = { 
/**
 * Where it lies.
 */
path: string, };

/**
 * How much of a step was taken back.
 */
export type TakenBack = "whole" | "partly" | "heldBack";

/**
 * Time of one day that is taken.
 */
export type TakenTime = { 
/**
 * The day, `YYYY-MM-DD`.
 */
day: string, 
/**
 * When it begins, in minutes from midnight.
 */
from: number, 
/**
 * When it ends.
 */
to: number, 
/**
 * The ritual's name; nothing for what stands in one's own calendar.
 */
plan: string | null, };

/**
 * A piece of somebody's text.
 */
export type TextPart = { 
/**
 * The text.
 */
text: string, 
/**
 * Whether it is what was searched for.
 */
found: boolean, };

/**
 * Daylight, lamplight, or as the computer shows.
 */
export type Theme = "system" | "daylight" | "lamplight";

/**
 *A `ThreadId` on its way to or from the window.
 */
export type ThreadId = string & { readonly brand: "thread" };

/**
 * A thread: what several reflections were really about.
 */
export type ThreadName = { 
/**
 * The thread.
 */
id: ThreadId, 
/**
 * Its name.
 */
name: string, };

/**
 * A sheet that was thrown away, or that a backup or a damaged file names.
 */
export type ThrownSheet = { 
/**
 * Which one.
 */
sheet: OneSheet, 
/**
 * Its title; may be empty.
 */
title: string, 
/**
 * Its beginning.
 */
preview: string, 
/**
 * The last day on which it can be brought back.
 */
until: string, };

/**
 * Sheets that went together, because what had brought them was taken back.
 */
export type ThrownTogether = { 
/**
 * The day on which they went, which names them.
 */
day: string, 
/**
 * How many.
 */
count: number, 
/**
 * The last day on which they can be brought back.
 */
until: string, };

/**
 * What was thrown away.
 */
export type ThrownView = { 
/**
 * The sheets, the last one thrown away first.
 */
sheets: Array<ThrownSheet>, 
/**
 * Those that went together, the last day first.
 */
together: Array<ThrownTogether>, };

/**
 * Asks for pages by their titles.
 */
export type TitleAsk = { 
/**
 * Words of a title, the last one perhaps begun; empty for the newest pages that have a title.
 */
typed: string, };

/**
 * Hides the titles of the chapters ahead, or shows them.
 */
export type TitlesAhead = { 
/**
 * The book.
 */
book: BookId, 
/**
 * Whether they are hidden.
 */
hidden: boolean, };

/**
 * The chapter that comes next.
 */
export type ToRead = { 
/**
 * The book.
 */
book: BookId, 
/**
 * Its title.
 */
title: string, 
/**
 * Who wrote it.
 */
author: string, 
/**
 * The chapter.
 */
chapter: ChapterId, 
/**
 * Its number, from 1.
 */
number: number, 
/**
 * Its title; may be empty.
 */
chapterTitle: string, 
/**
 * Whose turn it is to read aloud.
 */
reader: PersonId | null, 
/**
 * About how long it takes.
 */
minutes: number | null, 
/**
 * The last place whoever is here heard before falling asleep.
 */
heard: Place | null, };

/**
 * An answer to the plan on the dial.
 */
export type TonightAnswer = { 
/**
 * The ritual.
 */
ritual: RitualId, 
/**
 * Its day, `YYYY-MM-DD`.
 */
day: string, 
/**
 * The answer.
 */
answer: Answer, };

/**
 * Moves the plan on the dial.
 */
export type TonightMove = { 
/**
 * The ritual.
 */
ritual: RitualId, 
/**
 * Its day, `YYYY-MM-DD`.
 */
day: string, 
/**
 * To when.
 */
choice: MoveChoice, };

/**
 * Moves the plan on the dial to a time of one's own.
 */
export type TonightMoveTo = { 
/**
 * The ritual.
 */
ritual: RitualId, 
/**
 * Its day, `YYYY-MM-DD`.
 */
day: string, 
/**
 * The time on the viewer's wall clock, `HH:MM`.
 */
at: string, 
/**
 * Whether it counts for every evening to come.
 */
fromNowOn: boolean, };

/**
 * Tonight.
 */
export type TonightView = { 
/**
 * The couple's day, `YYYY-MM-DD`.
 */
date: string, 
/**
 * Seconds since midnight on the viewer's wall clock.
 */
nowSeconds: number, 
/**
 * What the evening holds at this moment.
 */
evening: Evening, 
/**
 * What to read aloud.
 */
reading: Array<ToRead>, 
/**
 * The latest slip that the other person handed over.
 */
slip: Slip | null, 
/**
 * The day's other rituals.
 */
small: Array<SmallThing>, 
/**
 * What was slept through, as one quiet card.
 */
goodToSeeYou: GoodToSeeYou | null, 
/**
 * What season it is.
 */
season: Season, 
/**
 * That all reminders are paused on this computer, and until when.
 */
paused: Paused | null, 
/**
 * Milliseconds until some of this changes by itself; at least one.
 */
nextChangeMs: number, };

/**
 * What a day that was wished for asks for.
 */
export type Toward = { "kind": "evenings", 
/**
 * The smaller number.
 */
fewest: number, 
/**
 * The larger number.
 */
most: number, } | { "kind": "near" } | { "kind": "gone" };

/**
 * How the reading aloud is traded.
 */
export type Trade = "chapters" | "nights";

/**
 * A passphrase or recovery words, as somebody typed them.
 */
export type Typed = { 
/**
 * The text.
 */
text: Secret, };

/**
 * What one Undo did.
 */
export type Undone = { 
/**
 * The words of what was to be taken back.
 */
what: Words, 
/**
 * How much of it was.
 */
takenBack: TakenBack, 
/**
 * Whether it can be put back, as long as nothing else is done.
 */
redo: boolean, };

/**
 * What came while the page could not hear yet.
 */
export type Unheard = { 
/**
 * Views that no longer show the truth.
 */
stale: Array<string>, 
/**
 * A page that was asked for.
 */
page: string | null, 
/**
 * A file that was brought.
 */
file: string | null, };

/**
 * What waits in one field. No `Debug`: it must not end in a log.
 */
export type Unsent = { 
/**
 * The field, as the window names it.
 */
place: string, 
/**
 * What was typed there.
 */
words: string, };

/**
 * Keeps what somebody has typed into a field so far; no words forget it.
 */
export type UnsentTyped = { 
/**
 * Who typed it.
 */
by: PersonId, 
/**
 * Where, and what.
 */
words: Unsent, };

/**
 * What waits for whoever is here.
 */
export type UnsentView = { 
/**
 * In every field.
 */
all: Array<Unsent>, };

/**
 * Which part of Us is wanted.
 */
export type UsAsk = { 
/**
 * How many slips and lines at most.
 */
most: number, };

/**
 * Us.
 */
export type UsView = { 
/**
 * The couple's day, `YYYY-MM-DD`.
 */
today: string, 
/**
 * Sentences that someone carried from their drawer to the table, newest first.
 */
lines: Array<Line>, 
/**
 * Appreciations, newest first.
 */
slips: Array<Slip>, 
/**
 * Whether there are older ones than these.
 */
older: boolean, };

/**
 * A view that refreshes by name.
 */
export type View = "people" | "tonight" | "rituals" | "reading" | "us" | "drawer";

/**
 * Why a ritual has no dates at present.
 */
export type Waits = "resting" | "unreadable" | "gone" | "restsAlong" | "circle";

/**
 * So many weeks.
 */
export type Weeks = { 
/**
 * How many.
 */
weeks: number, };

/**
 * Which person is meant.
 */
export type WhichPerson = { 
/**
 * The person.
 */
person: PersonId, };

/**
 * Whose a ritual is.
 */
export type Who = "together" | "each";

/**
 * Everything the window needs before it can show anything, in one answer.
 */
export type WindowStart = { 
/**
 * Whether first run has ended.
 */
hasTable: boolean, 
/**
 * Whether this is the sample evening, which is thrown away afterwards.
 */
sample: boolean, 
/**
 * Whether there is a table of one's own to come back to from there.
 */
ownTable: boolean, 
/**
 * What opens the sample's drawer; it is written on the screen.
 */
passphrase: string | null, 
/**
 * The page that the command line asked for, such as `tonight`.
 */
page: string | null, 
/**
 * The file that the command line brought.
 */
file: string | null, 
/**
 * The program's version.
 */
version: string, 
/**
 * The folder of the profile.
 */
folder: string, 
/**
 * How things are shown on this computer.
 */
choices: Choices, 
/**
 * Who sits at the table.
 */
people: PeopleView | null, 
/**
 * Why that is not known.
 */
trouble: ApiError | null, 
/**
 * Tonight, unless another page was asked for.
 */
tonight: TonightView | null, };

/**
 * A word and the code that is kept for it.
 */
export type WordOf = { 
/**
 * The code.
 */
code: string, 
/**
 * The word.
 */
word: string, };

/**
 * How much a notification may say.
 */
export type Wording = "discreet" | "full";

/**
 * A message of the catalogue with what fills its places.
 */
export type Words = { 
/**
 * The key below `undo.` in the catalogue.
 */
key: string, 
/**
 * The message's arguments.
 */
args: { [key in string]: string }, };

/**
 * The two words that were asked back.
 */
export type WordsBack = { 
/**
 * Whose words.
 */
person: PersonId, 
/**
 * The first of the two.
 */
first: Secret, 
/**
 * The second.
 */
second: Secret, };

/**
 * How far the present reading, bringing in or taking out has come.
 */
export type WorkDone = { 
/**
 * How many pages are done.
 */
pages: number, };

/**
 * What a write answers: its own value, and what changed.
 */
export type Wrote<T> = { 
/**
 * What the write made.
 */
value: T, 
/**
 * What it did to the views.
 */
changed: Changed, };

/**
 * A year of books.
 */
export type Year = { 
/**
 * Which.
 */
year: number, 
/**
 * The couple's days on which somebody read, `YYYY-MM-DD`, in order.
 */
days: Array<string>, };

/**
 * Asks for a year of books.
 */
export type YearAsk = { 
/**
 * Which.
 */
year: number, };

/** What the fields of the reading pages hold at most. */
export const readingLimits = {
  /** Chapters of a book. */
  chapters: 3000,
  /** Bytes of a pasted contents list. */
  contents: 4194304,
  /** Letters of the line that is kept of a book. */
  line: 500,
  /** Letters of what somebody calls their copy. */
  edition: 120,
  /** Points at which a copy is lined up. */
  anchors: 200,
  /** The largest page, and the largest number of a chapter. */
  number: 100000,
  /** Words that a page is taken for. */
  wordsAPage: 300,
} as const

/** Every command: what it takes and what it answers. */
export interface Commands {
  window_painted: { args: Painted; answer: Nothing }
  window_start: { args: Nothing; answer: WindowStart }
  window_listens: { args: Nothing; answer: Unheard }
  last_words: { args: LastWords; answer: Nothing }
  undo: { args: Nothing; answer: Wrote<Undone | null> }
  redo: { args: Nothing; answer: Wrote<Undone | null> }
  look_around: { args: Nothing; answer: Nothing }
  leave_sample: { args: Nothing; answer: Nothing }
  people_view: { args: Nothing; answer: PeopleView }
  people_switch: { args: WhichPerson; answer: Wrote<Nothing> }
  person_rename: { args: PersonName; answer: Wrote<Nothing> }
  person_ribbon: { args: PersonRibbon; answer: Wrote<Nothing> }
  people_word: { args: OurWord; answer: Wrote<Nothing> }
  people_day_end: { args: DayEnd; answer: Wrote<Nothing> }
  person_add: { args: NewPerson; answer: Wrote<PersonId> }
  welcome_names: { args: NewNames; answer: Nothing }
  welcome_begin: { args: FirstRun; answer: PersonId }
  passphrase_suggest: { args: Nothing; answer: Suggestion }
  table_try_again: { args: Nothing; answer: Nothing }
  table_recover: { args: Typed; answer: Nothing }
  table_recover_words: { args: Typed; answer: Nothing }
  table_missing: { args: Nothing; answer: MissingFile }
  table_leave: { args: Nothing; answer: FilePlace }
  drawer_missing: { args: WhichPerson; answer: MissingFile }
  drawer_bring_back: { args: WhichPerson; answer: Wrote<Nothing> }
  drawer_begin_anew: { args: WhichPerson; answer: Wrote<Nothing> }
  tonight_view: { args: Nothing; answer: TonightView }
  tonight_answer: { args: TonightAnswer; answer: Wrote<Nothing> }
  tonight_move: { args: TonightMove; answer: Wrote<Nothing> }
  move_preview: { args: MoveAsk; answer: MovePreview }
  tonight_move_to: { args: TonightMoveTo; answer: Wrote<Nothing> }
  half_mark: { args: HalfMark; answer: Wrote<Nothing> }
  rituals_view: { args: Nothing; answer: RitualsView }
  ritual_save: { args: RitualDraft; answer: Wrote<RitualId> }
  ritual_rest: { args: RitualRest; answer: Wrote<Nothing> }
  ritual_settle: { args: RitualSettle; answer: Wrote<Nothing> }
  ritual_remove: { args: OneRitual; answer: Wrote<Nothing> }
  ritual_move_here: { args: OneRitual; answer: Wrote<Nothing> }
  notice_preview: { args: NoticeAsk; answer: NoticeWords }
  season_propose: { args: Weeks; answer: Wrote<Nothing> }
  season_agree: { args: Nothing; answer: Wrote<Nothing> }
  season_drop: { args: Nothing; answer: Wrote<Nothing> }
  season_end: { args: SeasonEnd; answer: Wrote<Nothing> }
  holiday_keep: { args: HolidayDays; answer: Wrote<Nothing> }
  calendar_view: { args: Nothing; answer: CalendarView }
  calendar_save: { args: CalendarSave; answer: CalendarSaved }
  calendar_keep: { args: CalendarKeep; answer: CalendarSaved }
  calendar_let_be: { args: Nothing; answer: Nothing }
  calendar_news: { args: Nothing; answer: CalendarNews }
  calendar_place: { args: PlaceAsk; answer: FilePlace | null }
  busy_add: { args: FilePlace; answer: Nothing }
  busy_remove: { args: FilePlace; answer: Nothing }
  pockets_view: { args: PocketAsk; answer: PocketsView }
  us_view: { args: UsAsk; answer: UsView }
  slip_hand: { args: SlipWords; answer: Wrote<SlipId> }
  slip_take_back: { args: OneSlip; answer: Wrote<Nothing> }
  line_take_back: { args: OneLine; answer: Wrote<Nothing> }
  unsent_view: { args: Nothing; answer: UnsentView }
  unsent_keep: { args: UnsentTyped; answer: Nothing }
  reading_view: { args: Nothing; answer: ReadingView }
  reading_year: { args: YearAsk; answer: Year }
  book_view: { args: OneBook; answer: BookView }
  book_add: { args: BookDraft; answer: Wrote<BookId> }
  book_rename: { args: BookNames; answer: Wrote<Nothing> }
  book_plan: { args: BookPlan; answer: Wrote<Nothing> }
  book_put: { args: BookPut; answer: Wrote<Nothing> }
  book_finish: { args: BookLine; answer: Wrote<Nothing> }
  book_line: { args: BookLine; answer: Wrote<Nothing> }
  book_remove: { args: OneBook; answer: Wrote<Nothing> }
  reading_hand_over: { args: HandOver; answer: Wrote<Nothing> }
  chapters_propose: { args: Pasted; answer: Proposal }
  chapters_view: { args: OneBook; answer: ChapterList }
  chapters_edit: { args: ChaptersEdited; answer: Wrote<Nothing> }
  bookmark_move: { args: BookmarkTo; answer: Wrote<Moved> }
  reading_asleep: { args: Asleep; answer: Wrote<Nothing> }
  reading_awake: { args: Awake; answer: Wrote<Nothing> }
  reading_by: { args: ReadBy; answer: Wrote<Nothing> }
  edition_hold: { args: Holding; answer: Wrote<Nothing> }
  edition_preview: { args: NumberingAsk; answer: CalledAll }
  reading_search: { args: ShelfAsk; answer: ShelfFound }
  keepsake_view: { args: OneBook; answer: KeepsakeView }
  keepsake_words: { args: OneBook; answer: KeepsakeWords }
  keepsake_save: { args: KeepsakeSave; answer: Taken }
  keepsake_open: { args: FilePlace; answer: Nothing }
  reading_export_place: { args: Nothing; answer: FilePlace }
  reading_export: { args: FilePlace; answer: Taken }
  reading_take_place: { args: TakePlaceAsk; answer: FilePlace | null }
  titles_ahead: { args: TitlesAhead; answer: Wrote<Nothing> }
  book_take_in: { args: BookTakeIn; answer: Wrote<Nothing> }
  book_cover: { args: OneBook; answer: PictureData | null }
  book_cover_set: { args: BookCoverSet; answer: Wrote<Nothing> }
  book_open_file: { args: OneBook; answer: Nothing }
  book_notes: { args: NotesAsk; answer: Array<NoteForReader> }
  note_write: { args: NewNote; answer: Wrote<NoteId> }
  note_change: { args: NoteChange; answer: Wrote<Nothing> }
  note_remove: { args: OneNote; answer: Wrote<Nothing> }
  import_place: { args: ImportAsk; answer: FilePlace | null }
  import_look: { args: FilePlace; answer: Looked }
  import_look_again: { args: OneBook; answer: Looked }
  import_stop: { args: Nothing; answer: Nothing }
  import_away: { args: Nothing; answer: Nothing }
  import_cover: { args: ImportTicket; answer: PictureData | null }
  list_take: { args: ListTake; answer: Wrote<number> }
  library_place: { args: Nothing; answer: FilePlace | null }
  library_view: { args: LibraryAsk; answer: LibraryView }
  library_cover: { args: LibraryNumber; answer: PictureData | null }
  library_pick: { args: LibraryNumber; answer: Looked }
  drawer_make: { args: DrawerUnlock; answer: Wrote<RecoverySheet> }
  drawer_renew_words: { args: DrawerUnlock; answer: RecoverySheet }
  drawer_words_kept: { args: WhichPerson; answer: boolean }
  drawer_confirm_words: { args: WordsBack; answer: Wrote<Nothing> }
  drawer_unlock: { args: DrawerUnlock; answer: Wrote<Nothing> }
  drawer_recover: { args: DrawerRecover; answer: Wrote<Nothing> }
  drawer_lock: { args: Nothing; answer: Wrote<Nothing> }
  drawer_active: { args: Nothing; answer: DrawerWatch }
  pages_view: { args: PagesAsk; answer: PagesView }
  page_view: { args: OnePage; answer: PageView }
  page_links: { args: OnePage; answer: PageLinks }
  drawer_tags: { args: Nothing; answer: Array<string> }
  drawer_on_this_day: { args: Nothing; answer: Array<SheetRow> }
  page_keep: { args: PageTyped; answer: PageKept }
  page_put_away: { args: OnePage; answer: Wrote<Nothing> }
  page_throw_away: { args: OnePage; answer: Wrote<Nothing> }
  page_titles: { args: TitleAsk; answer: Array<SheetRow> }
  outside_wanted: { args: Nothing; answer: boolean }
  outside_want: { args: Switch; answer: Wrote<Nothing> }
  picture_place: { args: Nothing; answer: FilePlace | null }
  picture_bring: { args: PictureBrought; answer: OnePicture }
  picture_paste: { args: PicturePasted; answer: OnePicture }
  picture_copied: { args: WhichPerson; answer: OnePicture | null }
  picture_data: { args: OnePicture; answer: PictureData | null }
  journal_place: { args: JournalPlaceAsk; answer: FilePlace | null }
  journal_look: { args: JournalAsk; answer: JournalLook }
  journal_bring: { args: JournalBringAsk; answer: Wrote<JournalBrought> }
  journal_let_go: { args: Nothing; answer: Nothing }
  copy_place: { args: CopyPlace; answer: FilePlace }
  copy_take: { args: CopyAsk; answer: CopyTaken }
  work_done: { args: Nothing; answer: WorkDone }
  work_stop: { args: Nothing; answer: Nothing }
  table_copy_place: { args: Nothing; answer: FilePlace }
  table_copy_save: { args: FilePlace; answer: FilePlace }
  page_earlier: { args: OnePage; answer: EarlierView }
  page_bring_back: { args: EarlierBack; answer: Wrote<Nothing> }
  thrown_view: { args: Nothing; answer: ThrownView }
  thrown_bring_back: { args: OneSheet; answer: Wrote<Nothing> }
  thrown_erase: { args: OneSheet; answer: Wrote<Nothing> }
  together_bring_back: { args: OneDay; answer: Wrote<Nothing> }
  together_erase: { args: OneDay; answer: Wrote<Nothing> }
  drawer_mended: { args: Nothing; answer: MendedView | null }
  drawer_mended_read: { args: Nothing; answer: Nothing }
  table_mended: { args: Nothing; answer: MendedTable | null }
  table_mended_read: { args: Nothing; answer: Nothing }
  backups_view: { args: Nothing; answer: BackupsView }
  backup_news: { args: Nothing; answer: string | null }
  backup_by_itself: { args: BackupsByThemselves; answer: Nothing }
  backup_keep_in: { args: FilePlace; answer: Nothing }
  backup_place: { args: FilePlace; answer: FilePlace | null }
  backup_make: { args: Nothing; answer: BackupRow }
  backup_check: { args: OneBackup; answer: BackupChecked }
  backup_preview: { args: OneBackup; answer: BackupPreview }
  backup_bring_back: { args: OneBackup; answer: Wrote<Nothing> }
  backup_restore: { args: FilePlace; answer: Nothing }
  reflections_view: { args: Nothing; answer: ReflectionsView }
  reflection_start: { args: ReflectionStart; answer: OneReflection }
  reflection_view: { args: OneReflection; answer: ReflectionView }
  reflection_draft: { args: ReflectionWritten; answer: Nothing }
  reflection_put_away: { args: ReflectionWritten; answer: Wrote<Nothing> }
  reflection_throw_away: { args: OneReflection; answer: Wrote<Nothing> }
  thread_make: { args: NewThread; answer: Wrote<ThreadName> }
  carry_preview: { args: CarryAsk; answer: CarryPreview }
  reflection_carry: { args: Carry; answer: Wrote<Nothing> }
  patterns_view: { args: Nothing; answer: PatternsView }
  reminders_view: { args: Nothing; answer: RemindersView }
  reminders_pause: { args: Pause; answer: Wrote<Nothing> }
  reminders_resume: { args: Nothing; answer: Wrote<Nothing> }
  settings_view: { args: Nothing; answer: SettingsView }
  settings_change: { args: Choices; answer: Choices }
  privacy_view: { args: Nothing; answer: PrivacyView }
  passphrase_change: { args: PassphraseChange; answer: Nothing }
  autostart_set: { args: Switch; answer: Autostart }
  remove_everything: { args: Nothing; answer: Nothing }
}
