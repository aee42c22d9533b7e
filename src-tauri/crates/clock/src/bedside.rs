//! What the clock does: it looks at the agenda, raises what is due, hears the answers, and sleeps.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use file_id::{FileId, get_file_id};
use nightstand_app::AppError;
use nightstand_app::agenda::{Agenda, Choice, Notice, OnScreen};
use nightstand_app::desktop::Desktop;
use nightstand_app::link::{self, End, Message};
use nightstand_app::passing::Settled;
use nightstand_app::profile::Profile;
use nightstand_domain::schedule::plan::{Answer, Due, Key};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};

use crate::banner::{Failed, Service, Signal, SignalKind};
use crate::sleep::Over;
use crate::system::watch::{self, Watch};
use crate::system::{Banner, Notifier, Presence, Times, Tray, WallTimer, banner, presence};
use crate::tray::Wish;
use crate::{Event, Moment, Surroundings, refresh};

/// How many banners stand on the screen at most; what would be more stands on Tonight's card.
const MOST_OPEN: usize = 6;

/// How long a notification service may take to show a banner.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long taking down what stands on the screen may keep the clock from ending: whoever asked it to end waits for two
/// seconds.
const GOODBYE: Duration = Duration::from_secs(1);

/// How long nothing is computed anew after it was tried.
const TRY_AGAIN: TimeDelta = TimeDelta::days(1);

/// How soon what the disk did not take is tried again.
const WRITE_AGAIN: TimeDelta = TimeDelta::minutes(1);

/// What became of a banner that stood on the screen.
#[derive(Clone, Copy)]
enum Fate {
    Answered(Answer),
    /// Put away without an answer.
    Closed,
    /// Gone with the service that showed it.
    Lost,
}

/// The clock of one profile.
pub(crate) struct Bedside {
    profile: Profile,
    surroundings: Surroundings,
    events: UnboundedSender<Event>,
    timer: WallTimer,
    notifier: Notifier,
    presence: Presence,
    tray: Tray,
    /// Which service, and whether a tray, the written findings are about.
    found: Option<(Option<String>, bool)>,
    agenda: Option<Agenda>,
    /// Which file that is: the window may put another in its place.
    file: Option<FileId>,
    open: BTreeMap<Key, Banner>,
    /// What became of banners, as far as the disk did not take it. Whoever answered is not asked again for it.
    unwritten: BTreeMap<Key, Fate>,
    agenda_named: Option<Watch>,
    refreshed: Option<DateTime<Utc>>,
    _times: Times,
    _profile: Option<Watch>,
}

impl Bedside {
    pub(crate) fn new(
        profile: Profile,
        surroundings: Surroundings,
        events: UnboundedSender<Event>,
    ) -> Result<Self, AppError> {
        Ok(Self {
            timer: WallTimer::new().map_err(AppError::folder)?,
            notifier: Notifier::new(events.clone()),
            presence: Presence::new(events.clone()),
            tray: Tray::new(events.clone()),
            found: None,
            _times: Times::watched(&events),
            _profile: watch::going(&profile.data, events.clone()),
            profile,
            surroundings,
            events,
            agenda: None,
            file: None,
            open: BTreeMap::new(),
            unwritten: BTreeMap::new(),
            agenda_named: None,
            refreshed: None,
        })
    }

    /// Runs until it is asked to quit.
    pub(crate) async fn run(mut self, mut heard: UnboundedReceiver<Event>) -> Result<(), AppError> {
        let ended = self.stay(&mut heard).await;
        self.take_all_down().await;
        self.tray.put_away().await;
        Desktop::forget(&self.profile);
        ended
    }

    /// Nobody would hear their buttons, and what was removed from this computer leaves none of its words on the screen.
    /// The next clock shows again what still holds.
    async fn take_all_down(&mut self) {
        let shown: Vec<u32> = self.open.values().map(|banner| banner.server_id).collect();
        let closing = async {
            for server_id in shown {
                self.notifier.close(server_id).await;
            }
        };
        if tokio::time::timeout(GOODBYE, closing).await.is_err() {
            tracing::warn!("a banner may stand on the screen that nobody hears any more");
        }
    }

    async fn stay(&mut self, heard: &mut UnboundedReceiver<Event>) -> Result<(), AppError> {
        loop {
            let until = self.look().await;
            self.timer.set(until).map_err(AppError::folder)?;
            tokio::select! {
                over = self.timer.over() => match over.map_err(AppError::folder)? {
                    Over::Come => {}
                    Over::Set => self.tell_window(&["tonight"]),
                },
                event = heard.recv() => {
                    let Some(event) = event else { return Ok(()) };
                    if !self.take(event).await {
                        return Ok(());
                    }
                }
            }
        }
    }

    /// Takes one event; `false` when it was the last.
    async fn take(&mut self, event: Event) -> bool {
        match event {
            Event::Said(Message::Quit) | Event::Wish(Wish::Quit) => return false,
            // Removed from this computer: whatever is written from now on would make a part of it anew.
            Event::Gone => {
                // Whatever stands there now is another folder.
                self.agenda_named = None;
                return self.profile.data.exists();
            }
            Event::Wish(wish) => self.grant(wish),
            Event::Signal(signal) => self.answer(&signal),
            Event::Service => self.service_changed().await,
            Event::TrayPlace => self.notifier.tray_place_changed(),
            // Its own timers stood still, or count to what was the time before.
            Event::OtherTime => self.tell_window(&["tonight"]),
            Event::Said(_) | Event::Look => {}
        }
        true
    }

    /// Does what is due, and says until when nothing is.
    async fn look(&mut self) -> Option<DateTime<Utc>> {
        if !self.agenda_is_open() {
            return None;
        }
        self.write_what_waits();
        match self.attend().await {
            Ok(until) if self.unwritten.is_empty() => until,
            Ok(until) => {
                let again = self.surroundings.clock.now().checked_add_signed(WRITE_AGAIN);
                [until, again].into_iter().flatten().min()
            }
            Err(error) => {
                // The file is opened anew at the next sign of life, and at the latest in a quarter of an hour.
                tracing::warn!(%error, "the agenda could not be read");
                self.agenda = None;
                self.surroundings.clock.now().checked_add_signed(TimeDelta::minutes(15))
            }
        }
    }

    fn agenda_is_open(&mut self) -> bool {
        let file = get_file_id(self.profile.agenda()).ok();
        if self.agenda.is_some() && file.is_some() && file == self.file {
            return true;
        }
        // Watched before it is looked for, so that it cannot appear in between; and while it is open, because a folder
        // of which a file is held open says nothing of its own end.
        if self.agenda_named.is_none() {
            let here = &self.profile.data;
            self.agenda_named = watch::names(here, &["agenda.db"], || Event::Look, self.events.clone());
        }
        match Agenda::open(&self.profile, Arc::clone(&self.surroundings.clock)) {
            Ok(agenda) => {
                (self.agenda, self.file) = (Some(agenda), file);
                true
            }
            Err(error) => {
                tracing::info!(%error, "waiting for a profile");
                self.agenda = None;
                false
            }
        }
    }

    async fn attend(&mut self) -> Result<Option<DateTime<Utc>>, AppError> {
        let Some(agenda) = self.agenda.as_mut() else { return Ok(None) };
        let verdict = agenda.decide()?;
        for key in verdict.card {
            agenda.leave_to_card(key)?;
        }
        for (key, server_id) in verdict.withdraw {
            self.withdraw(key, server_id).await?;
        }
        self.take_up_again().await?;
        for due in self.unless_held(verdict.raise).await {
            self.raise(due).await?;
        }
        self.notifier.listen(!self.open.is_empty()).await;
        self.keep_the_agenda_long()?;
        self.notifier.prepare().await;
        self.show_the_tray().await?;
        self.write_down_what_is_found();
        Ok(verdict.sleep_until)
    }

    /// Holds back what would interrupt now. Nothing of it is written down, so it stays to be raised, once,
    /// as soon as one may; or stands on Tonight's card when its moment is over.
    async fn unless_held(&mut self, raise: Vec<Due>) -> Vec<Due> {
        if raise.is_empty() {
            self.presence.rest();
            return raise;
        }
        let Some(service) = self.notifier.service().await else { return raise };
        match self.presence.against(&self.notifier, &service.name).await {
            Some(reason) => {
                tracing::info!(?reason, "a banner is held");
                Vec::new()
            }
            None => raise,
        }
    }

    async fn show_the_tray(&mut self) -> Result<(), AppError> {
        if !self.notifier.has_tray_place().await {
            self.tray.put_away().await;
            return Ok(());
        }
        let Some(agenda) = self.agenda.as_ref() else { return Ok(()) };
        let glance = agenda.glance()?;
        self.tray.show(glance).await;
        Ok(())
    }

    /// For the settings page. Asked anew when another service came, or a tray; aside, because it may take as
    /// long as the slowest of those who are asked.
    fn write_down_what_is_found(&mut self) {
        let service = self.notifier.known().cloned();
        let seen = (service.as_ref().map(|service| service.identity.clone()), self.tray.is_shown());
        if self.found.as_ref() == Some(&seen) {
            return;
        }
        let name = service.as_ref().map(|service| service.name.clone());
        let asked =
            presence::survey(&self.notifier, name.as_deref().unwrap_or_default(), self.events.clone());
        let Some(asked) = asked else { return };
        let (profile, tray) = (self.profile.clone(), seen.1);
        self.found = Some(seen);
        tokio::spawn(async move {
            let answers = asked.await;
            let found = Desktop {
                service: name,
                buttons: service.is_some_and(|service| service.actions),
                undisturbed: answers.undisturbed.is_some(),
                awake: answers.awake.is_some(),
                full_screen: answers.full_screen.is_some(),
                tray,
            };
            if let Err(error) = found.write(&profile) {
                tracing::warn!(%error, "what this desktop can do was not written down");
            }
        });
    }

    /// Does what was chosen in the tray.
    fn grant(&mut self, wish: Wish) {
        let granted = self.agenda.as_mut().map_or(Ok(()), |agenda| match wish {
            Wish::Start(evening) => agenda.settle(evening, Settled::Started).map(drop),
            Wish::Pause(how_long) => agenda.pause(how_long),
            Wish::Resume => agenda.resume(),
            Wish::Open | Wish::Quit => Ok(()),
        });
        if let Err(error) = granted {
            tracing::error!(%error, "what was chosen in the tray could not be done");
        }
        match wish {
            Wish::Start(_) | Wish::Open => self.show_window(),
            Wish::Pause(_) | Wish::Resume => self.tell_window(&["tonight", "settings"]),
            Wish::Quit => {}
        }
    }

    async fn raise(&mut self, due: Due) -> Result<(), AppError> {
        let Some(service) = self.notifier.service().await else { return Ok(()) };
        let Some(agenda) = self.agenda.as_mut() else { return Ok(()) };
        if self.open.len() >= MOST_OPEN {
            return agenda.leave_to_card(due.key);
        }
        let notice = agenda.notice(&due)?;
        self.notifier.listen(true).await;
        (self.surroundings.at)(Moment::BeforeIntent);
        if !agenda.intend(&due)? {
            return Ok(());
        }
        (self.surroundings.at)(Moment::AfterIntent);
        match show(&notice, &service, None, &self.events).await {
            Ok(banner) => {
                (self.surroundings.at)(Moment::AfterRaise);
                agenda.raised(due.key, banner.server_id, &service.identity)?;
                self.open.insert(due.key, banner);
                (self.surroundings.at)(Moment::Recorded);
                // Whoever answered in the window while it had no id is not left with it until the next event.
                let _ = self.events.send(Event::Look);
            }
            Err(Failed::NoService) => {
                self.notifier.service_changed();
                agenda.not_raised(due.key)?;
            }
            // It may be there: it stands on Tonight's card, and no second one is raised.
            Err(Failed::Unknown) => {}
        }
        Ok(())
    }

    /// Banners of an earlier clock: still there, they are sent again through their id, so that their buttons
    /// speak to us; gone with the service that showed them, they stand on Tonight's card.
    async fn take_up_again(&mut self) -> Result<(), AppError> {
        let Some(agenda) = self.agenda.as_mut() else { return Ok(()) };
        let orphans: Vec<OnScreen> =
            agenda.on_screen()?.into_iter().filter(|shown| !self.is_known(shown.due.key)).collect();
        if orphans.is_empty() {
            return Ok(());
        }
        let Some(service) = self.notifier.service().await else { return Ok(()) };
        self.notifier.listen(true).await;
        for shown in orphans {
            let key = shown.due.key;
            match self.again(&shown, &service).await? {
                Some(banner) => drop(self.open.insert(key, banner)),
                None => self.agenda.as_mut().map_or(Ok(()), |agenda| agenda.lost(key))?,
            }
        }
        Ok(())
    }

    async fn again(&mut self, shown: &OnScreen, service: &Service) -> Result<Option<Banner>, AppError> {
        let Some(agenda) = self.agenda.as_mut() else { return Ok(None) };
        if shown.server != service.identity || self.open.len() >= MOST_OPEN {
            return Ok(None);
        }
        let notice = agenda.notice(&shown.due)?;
        let Ok(banner) = show(&notice, service, Some(shown.server_id), &self.events).await else {
            return Ok(None);
        };
        agenda.raised(shown.due.key, banner.server_id, &service.identity)?;
        Ok(Some(banner))
    }

    async fn withdraw(&mut self, key: Key, server_id: u32) -> Result<(), AppError> {
        let ours = self.open.remove(&key).is_some();
        let Some(agenda) = self.agenda.as_mut() else { return Ok(()) };
        let there =
            agenda.on_screen()?.into_iter().find(|shown| shown.due.key == key).map(|shown| shown.server);
        let service = self.notifier.service().await.map(|service| service.identity);
        if ours || (there.is_some() && there == service) {
            self.notifier.close(server_id).await;
        }
        self.agenda.as_mut().map_or(Ok(()), |agenda| agenda.closed(key))
    }

    /// Takes what the service told about one of our banners. It may be told twice; the first counts.
    fn answer(&mut self, signal: &Signal) {
        let of_it = |(_, banner): &(&Key, &Banner)| banner.server_id == signal.server_id;
        let Some(key) = self.open.iter().find(of_it).map(|(key, _)| *key) else { return };
        let fate = match &signal.kind {
            SignalKind::Action(name) => match Choice::named(name) {
                Some(choice) => Fate::Answered(answer_of(choice)),
                None => return self.show_window(),
            },
            // Only on Windows does a service say so itself.
            kind if *kind == SignalKind::Lost => Fate::Lost,
            SignalKind::Closed | SignalKind::Lost => Fate::Closed,
        };
        self.open.remove(&key);
        self.unwritten.insert(key, fate);
        self.write_what_waits();
        match fate {
            Fate::Answered(Answer::Start) => self.show_window(),
            Fate::Answered(_) => self.tell_window(&["tonight"]),
            Fate::Closed | Fate::Lost => {}
        }
    }

    /// Whether its banner stands on the screen as ours, or was answered and only waits to be written down.
    fn is_known(&self, key: Key) -> bool {
        self.open.contains_key(&key) || self.unwritten.contains_key(&key)
    }

    /// Writes down what became of banners, as far as the disk takes it.
    fn write_what_waits(&mut self) {
        let Some(agenda) = self.agenda.as_mut() else { return };
        self.unwritten.retain(|key, fate| {
            let written = match *fate {
                Fate::Answered(answer) => agenda.answered(*key, answer),
                Fate::Closed => agenda.closed(*key),
                Fate::Lost => agenda.lost(*key),
            };
            match written {
                Ok(()) => false,
                Err(error) => {
                    tracing::error!(%error, "an answer could not be recorded");
                    // What was taken away meanwhile is asked about no more.
                    !matches!(error, AppError::NotFound | AppError::Invalid { .. })
                }
            }
        });
    }

    async fn service_changed(&mut self) {
        let before = self.notifier.known().map(|service| service.identity.clone());
        self.notifier.service_changed();
        if before.is_some() && before != self.notifier.running().await {
            // Its banners went with it; the ledger knows whose they were.
            self.open.clear();
        }
    }

    fn tell_window(&self, views: &'static [&'static str]) {
        let profile = self.profile.clone();
        aside(move || link::tell(&profile, End::Window, views));
    }

    fn show_window(&self) {
        let profile = self.profile.clone();
        aside(move || {
            link::tell(&profile, End::Window, &["tonight"]);
            if let Err(error) = link::open_window(&profile, "tonight") {
                tracing::warn!(%error, "the window could not be opened");
            }
        });
    }

    /// A window that has not been opened for a month computed nothing for as long; and a clock that was wrong
    /// for a while may have had everything computed for another month.
    fn keep_the_agenda_long(&mut self) -> Result<(), AppError> {
        let Some(agenda) = self.agenda.as_ref() else { return Ok(()) };
        let now = self.surroundings.clock.now();
        let tried = self.refreshed.is_some_and(|at| (TimeDelta::zero()..TRY_AGAIN).contains(&(now - at)));
        if !tried && self.profile.table().exists() && agenda.is_stale()? {
            self.refreshed = Some(now);
            refresh::start(&self.profile, self.events.clone());
        }
        Ok(())
    }
}

/// Has the service show a banner, in place of its own `earlier` one.
async fn show(
    notice: &Notice,
    service: &Service,
    earlier: Option<u32>,
    events: &UnboundedSender<Event>,
) -> Result<Banner, Failed> {
    let raised = banner::raise(notice, service, earlier, events);
    tokio::time::timeout(PATIENCE, raised).await.unwrap_or(Err(Failed::Unknown))
}

const fn answer_of(choice: Choice) -> Answer {
    match choice {
        Choice::Start => Answer::Start,
        Choice::Later => Answer::Later,
        Choice::NotTonight => Answer::NotTonight,
    }
}

/// Talking to the window may take until it answers; nobody waits for it here.
fn aside(talk: impl FnOnce() + Send + 'static) {
    if let Err(error) = thread::Builder::new().stack_size(link::small_stack(128)).spawn(talk) {
        tracing::warn!(%error, "the window was not told");
    }
}
