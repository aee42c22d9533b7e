// Every command, once. From this list come the handlers, the manifest that restricts them, and the
// TypeScript bindings. build.rs includes this file too, so it holds nothing but the list.

macro_rules! every_command {
    ($then:ident) => {
        $then! {
            // the window itself
            window::window_painted(Painted) -> Nothing;
            window::window_start(Nothing) -> WindowStart;
            window::window_listens(Nothing) -> Unheard;
            window::last_words(LastWords) -> Nothing;
            window::undo(Nothing) -> Wrote<Option<Undone>>;
            window::redo(Nothing) -> Wrote<Option<Undone>>;
            window::look_around(Nothing) -> Nothing;
            window::leave_sample(Nothing) -> Nothing;

            // people and first run
            people::people_view(Nothing) -> PeopleView;
            people::people_switch(WhichPerson) -> Wrote<Nothing>;
            people::person_rename(PersonName) -> Wrote<Nothing>;
            people::person_ribbon(PersonRibbon) -> Wrote<Nothing>;
            people::people_word(OurWord) -> Wrote<Nothing>;
            people::people_day_end(DayEnd) -> Wrote<Nothing>;
            people::person_add(NewPerson) -> Wrote<PersonId>;
            welcome::welcome_names(NewNames) -> Nothing;
            welcome::welcome_begin(FirstRun) -> PersonId;
            welcome::passphrase_suggest(Nothing) -> Suggestion;
            welcome::table_try_again(Nothing) -> Nothing;
            welcome::table_recover(Typed) -> Nothing;
            welcome::table_recover_words(Typed) -> Nothing;

            // files that are not where they were
            missing::table_missing(Nothing) -> MissingFile;
            missing::table_leave(Nothing) -> FilePlace;
            missing::drawer_missing(WhichPerson) -> MissingFile;
            missing::drawer_bring_back(WhichPerson) -> Wrote<Nothing>;
            missing::drawer_begin_anew(WhichPerson) -> Wrote<Nothing>;

            // tonight
            tonight::tonight_view(Nothing) -> TonightView;
            tonight::tonight_answer(TonightAnswer) -> Wrote<Nothing>;
            tonight::tonight_move(TonightMove) -> Wrote<Nothing>;
            tonight::move_preview(MoveAsk) -> MovePreview;
            tonight::tonight_move_to(TonightMoveTo) -> Wrote<Nothing>;
            tonight::half_mark(HalfMark) -> Wrote<Nothing>;

            // rituals
            rituals::rituals_view(Nothing) -> RitualsView;
            rituals::ritual_save(RitualDraft) -> Wrote<RitualId>;
            rituals::ritual_rest(RitualRest) -> Wrote<Nothing>;
            rituals::ritual_settle(RitualSettle) -> Wrote<Nothing>;
            rituals::ritual_remove(OneRitual) -> Wrote<Nothing>;
            rituals::ritual_move_here(OneRitual) -> Wrote<Nothing>;
            rituals::notice_preview(NoticeAsk) -> NoticeWords;
            seasons::season_propose(Weeks) -> Wrote<Nothing>;
            seasons::season_agree(Nothing) -> Wrote<Nothing>;
            seasons::season_drop(Nothing) -> Wrote<Nothing>;
            seasons::season_end(SeasonEnd) -> Wrote<Nothing>;
            seasons::holiday_keep(HolidayDays) -> Wrote<Nothing>;

            // calendars
            calendar::calendar_view(Nothing) -> CalendarView;
            calendar::calendar_save(CalendarSave) -> CalendarSaved;
            calendar::calendar_keep(CalendarKeep) -> CalendarSaved;
            calendar::calendar_let_be(Nothing) -> Nothing;
            calendar::calendar_news(Nothing) -> CalendarNews;
            calendar::calendar_place(PlaceAsk) -> Option<FilePlace>;
            calendar::busy_add(FilePlace) -> Nothing;
            calendar::busy_remove(FilePlace) -> Nothing;
            calendar::pockets_view(PocketAsk) -> PocketsView;

            // us
            us::us_view(UsAsk) -> UsView;
            us::slip_hand(SlipWords) -> Wrote<SlipId>;
            us::slip_take_back(OneSlip) -> Wrote<Nothing>;
            us::line_take_back(OneLine) -> Wrote<Nothing>;

            // words that were typed for the table and not kept yet
            unsent::unsent_view(Nothing) -> UnsentView;
            unsent::unsent_keep(UnsentTyped) -> Nothing;

            // reading
            reading::reading_view(Nothing) -> ReadingView;
            reading::reading_year(YearAsk) -> Year;
            reading::book_view(OneBook) -> BookView;
            reading::book_add(BookDraft) -> Wrote<BookId>;
            reading::book_rename(BookNames) -> Wrote<Nothing>;
            reading::book_plan(BookPlan) -> Wrote<Nothing>;
            reading::book_put(BookPut) -> Wrote<Nothing>;
            reading::book_finish(BookLine) -> Wrote<Nothing>;
            reading::book_line(BookLine) -> Wrote<Nothing>;
            reading::book_remove(OneBook) -> Wrote<Nothing>;
            reading::reading_hand_over(HandOver) -> Wrote<Nothing>;
            reading::chapters_propose(Pasted) -> Proposal;
            reading::chapters_view(OneBook) -> ChapterList;
            reading::chapters_edit(ChaptersEdited) -> Wrote<Nothing>;
            reading::bookmark_move(BookmarkTo) -> Wrote<Moved>;
            reading::reading_asleep(Asleep) -> Wrote<Nothing>;
            reading::reading_awake(Awake) -> Wrote<Nothing>;
            reading::reading_by(ReadBy) -> Wrote<Nothing>;
            reading::edition_hold(Holding) -> Wrote<Nothing>;
            reading::edition_preview(NumberingAsk) -> CalledAll;
            reading::reading_search(ShelfAsk) -> ShelfFound;
            reading::keepsake_view(OneBook) -> KeepsakeView;
            reading::keepsake_words(OneBook) -> KeepsakeWords;
            reading::keepsake_save(KeepsakeSave) -> Taken;
            reading::keepsake_open(FilePlace) -> Nothing;
            reading::reading_export_place(Nothing) -> FilePlace;
            reading::reading_export(FilePlace) -> Taken;
            reading::reading_take_place(TakePlaceAsk) -> Option<FilePlace>;
            reading::titles_ahead(TitlesAhead) -> Wrote<Nothing>;
            reading::book_take_in(BookTakeIn) -> Wrote<Nothing>;
            reading::book_cover(OneBook) -> Option<PictureData>;
            reading::book_cover_set(BookCoverSet) -> Wrote<Nothing>;
            reading::book_open_file(OneBook) -> Nothing;
            reading::book_notes(NotesAsk) -> Vec<NoteForReader>;
            reading::note_write(NewNote) -> Wrote<NoteId>;
            reading::note_change(NoteChange) -> Wrote<Nothing>;
            reading::note_remove(OneNote) -> Wrote<Nothing>;

            // a book from anything
            import::import_place(ImportAsk) -> Option<FilePlace>;
            import::import_look(FilePlace) -> Looked;
            import::import_look_again(OneBook) -> Looked;
            import::import_stop(Nothing) -> Nothing;
            import::import_away(Nothing) -> Nothing;
            import::import_cover(ImportTicket) -> Option<PictureData>;
            import::list_take(ListTake) -> Wrote<u32>;
            import::library_place(Nothing) -> Option<FilePlace>;
            import::library_view(LibraryAsk) -> LibraryView;
            import::library_cover(LibraryNumber) -> Option<PictureData>;
            import::library_pick(LibraryNumber) -> Looked;

            // the drawer
            drawer::drawer_make(DrawerUnlock) -> Wrote<RecoverySheet>;
            drawer::drawer_renew_words(DrawerUnlock) -> RecoverySheet;
            drawer::drawer_words_kept(WhichPerson) -> bool;
            drawer::drawer_confirm_words(WordsBack) -> Wrote<Nothing>;
            drawer::drawer_unlock(DrawerUnlock) -> Wrote<Nothing>;
            drawer::drawer_recover(DrawerRecover) -> Wrote<Nothing>;
            drawer::drawer_lock(Nothing) -> Wrote<Nothing>;
            drawer::drawer_active(Nothing) -> DrawerWatch;
            drawer::pages_view(PagesAsk) -> PagesView;
            drawer::page_view(OnePage) -> PageView;
            drawer::page_links(OnePage) -> PageLinks;
            drawer::drawer_tags(Nothing) -> Vec<String>;
            drawer::drawer_on_this_day(Nothing) -> Vec<SheetRow>;
            drawer::page_keep(PageTyped) -> PageKept;
            drawer::page_put_away(OnePage) -> Wrote<Nothing>;
            drawer::page_throw_away(OnePage) -> Wrote<Nothing>;
            drawer::page_titles(TitleAsk) -> Vec<SheetRow>;
            drawer::outside_wanted(Nothing) -> bool;
            drawer::outside_want(Switch) -> Wrote<Nothing>;
            drawer::picture_place(Nothing) -> Option<FilePlace>;
            drawer::picture_bring(PictureBrought) -> OnePicture;
            drawer::picture_paste(PicturePasted) -> OnePicture;
            drawer::picture_copied(WhichPerson) -> Option<OnePicture>;
            drawer::picture_data(OnePicture) -> Option<PictureData>;

            // journals of other programs, and open copies
            journals::journal_place(JournalPlaceAsk) -> Option<FilePlace>;
            journals::journal_look(JournalAsk) -> JournalLook;
            journals::journal_bring(JournalBringAsk) -> Wrote<JournalBrought>;
            journals::journal_let_go(Nothing) -> Nothing;
            journals::copy_place(CopyPlace) -> FilePlace;
            journals::copy_take(CopyAsk) -> CopyTaken;
            journals::work_done(Nothing) -> WorkDone;
            journals::work_stop(Nothing) -> Nothing;
            table_copy::table_copy_place(Nothing) -> FilePlace;
            table_copy::table_copy_save(FilePlace) -> FilePlace;
            history::page_earlier(OnePage) -> EarlierView;
            history::page_bring_back(EarlierBack) -> Wrote<Nothing>;
            history::thrown_view(Nothing) -> ThrownView;
            history::thrown_bring_back(OneSheet) -> Wrote<Nothing>;
            history::thrown_erase(OneSheet) -> Wrote<Nothing>;
            history::together_bring_back(OneDay) -> Wrote<Nothing>;
            history::together_erase(OneDay) -> Wrote<Nothing>;
            history::drawer_mended(Nothing) -> Option<MendedView>;
            history::drawer_mended_read(Nothing) -> Nothing;
            history::table_mended(Nothing) -> Option<MendedTable>;
            history::table_mended_read(Nothing) -> Nothing;

            // backups
            history::backups_view(Nothing) -> BackupsView;
            history::backup_news(Nothing) -> Option<String>;
            history::backup_by_itself(BackupsByThemselves) -> Nothing;
            history::backup_keep_in(FilePlace) -> Nothing;
            history::backup_place(FilePlace) -> Option<FilePlace>;
            history::backup_make(Nothing) -> BackupRow;
            history::backup_check(OneBackup) -> BackupChecked;
            history::backup_preview(OneBackup) -> BackupPreview;
            history::backup_bring_back(OneBackup) -> Wrote<Nothing>;
            history::backup_restore(FilePlace) -> Nothing;

            // reflection
            reflection::reflections_view(Nothing) -> ReflectionsView;
            reflection::reflection_start(ReflectionStart) -> OneReflection;
            reflection::reflection_view(OneReflection) -> ReflectionView;
            reflection::reflection_draft(ReflectionWritten) -> Nothing;
            reflection::reflection_put_away(ReflectionWritten) -> Wrote<Nothing>;
            reflection::reflection_throw_away(OneReflection) -> Wrote<Nothing>;
            reflection::thread_make(NewThread) -> Wrote<ThreadName>;
            reflection::carry_preview(CarryAsk) -> CarryPreview;
            reflection::reflection_carry(Carry) -> Wrote<Nothing>;
            reflection::patterns_view(Nothing) -> PatternsView;

            // reminders
            reminders::reminders_view(Nothing) -> RemindersView;
            reminders::reminders_pause(Pause) -> Wrote<Nothing>;
            reminders::reminders_resume(Nothing) -> Wrote<Nothing>;

            // settings
            settings::settings_view(Nothing) -> SettingsView;
            settings::settings_change(Choices) -> Choices;
            settings::privacy_view(Nothing) -> PrivacyView;
            settings::passphrase_change(PassphraseChange) -> Nothing;
            settings::autostart_set(Switch) -> Autostart;
            settings::remove_everything(Nothing) -> Nothing;
        }
    };
}
