use std::collections::BTreeMap;

use portico_openapi::types;
use uuid::Uuid;

use super::RollOut;
use crate::office::Hidden;

/// What is done about automation at once.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Begin a workflow.
    Begin(types::NewWorkflow),
    /// Change what it is called and who may start it, as it was seen.
    Change(Uuid, i64, types::WorkflowChange),
    /// Keep what it is to do, as its next version.
    Write(Uuid, String),
    /// Have new runs run on a version of this number, of the workflow as it was seen.
    Publish {
        /// The workflow.
        workflow: Uuid,
        /// As it was seen.
        seen: i64,
        /// Its version.
        version: Uuid,
        /// The version's number.
        number: i32,
    },
    /// Let nothing of it begin or go on.
    Pause(Uuid),
    /// Let it go on.
    Resume(Uuid),
    /// Put it away for good.
    Archive(Uuid),
    /// Have something start it by itself.
    Trigger(Uuid, types::NewTrigger),
    /// No longer.
    Untrigger(Uuid, Uuid),
    /// Start a run by hand with these inputs.
    Start(Uuid, BTreeMap<String, String>),
    /// Cancel a run.
    Cancel(Uuid),
    /// Have it go on with the step that failed.
    Retry(Uuid),
    /// Start another with what it was given.
    Replay(Uuid),
    /// Have a client need an account.
    Need(types::NewConnection),
    /// Look whether it works.
    Check(Uuid),
    /// Take it away, with what opens it.
    Disconnect(Uuid),
    /// Ask somebody to connect accounts.
    Ask(types::NewCredentialRequest),
    /// Not any more.
    TakeBack(Uuid),
    /// Set a provider up, with its secret.
    SetUp(Box<types::NewProviderClient>, Option<Hidden>),
    /// Change it, as it was seen, with its secret where that is another.
    AlterProvider(Uuid, i64, Box<types::ProviderClientChange>, Option<Hidden>),
    /// Take it away.
    TakeDown(Uuid),
    /// Set another engine up, with what opens it.
    SetUpEngine(types::NewEngine, Option<Hidden>),
    /// Change it, as it was seen, with what opens it where that is another.
    AlterEngine(Uuid, i64, types::EngineChange, Option<Hidden>),
    /// Take it away.
    TakeEngineDown(Uuid),
    /// Have a workflow run there.
    Bring(Uuid, types::NewEngineWorkflow),
    /// Write a workflow once for many clients.
    Draft(types::NewWorkflowTemplate),
    /// Change it, as it was seen.
    Redraft(Uuid, i64, types::WorkflowTemplateChange),
    /// Take it away; what was made of it stays.
    Drop(Uuid),
    /// Make a workflow of it for each of some clients.
    Give(Uuid, types::NewTemplateInstances),
    /// Look at what would come of bringing its workflows up to date.
    Compare(Uuid),
    /// Bring these up to date, if the template is still of this number.
    RollOut(Uuid, i32, Vec<Uuid>),
    /// Let nothing of these begin or go on, or let them go on.
    PauseAll(Vec<Uuid>, bool),
    /// Publish a form.
    Put(types::NewForm),
    /// Change it, as it was seen.
    Reform(Uuid, i64, types::FormChange),
    /// Read what was sent of it.
    Read(Uuid),
}

/// What the server answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    /// A workflow as it is now.
    Workflow(Box<types::Workflow>),
    /// What it is to do.
    Version(Box<types::WorkflowVersion>),
    /// The address that starts it and what its senders sign with, told once.
    Hook(Option<Hidden>, Option<Hidden>),
    /// A run as it is now.
    Run(Box<types::Run>),
    /// A connection as it is now.
    Connection(Box<types::Connection>),
    /// Who is asked, and the link, told once.
    Asked(String, Option<Hidden>),
    /// A form as it is now.
    Form(Box<types::Form>),
    /// What was sent of one.
    Sent(Box<types::FormSubmissionDetail>),
    /// An engine that is set up, and what both sides sign with, told once.
    Engine(Box<types::Engine>, Option<Hidden>),
    /// A template as it is now.
    Template(Box<types::WorkflowTemplate>),
    /// What would come of bringing its workflows up to date.
    Compared(Box<RollOut>),
    /// So many workflows were made or changed.
    Many(usize),
}

impl Deed {
    /// Whether it changes anything at the server.
    pub fn changes(&self) -> bool {
        !matches!(self, Self::Read(_) | Self::Compare(_))
    }

    /// What is said when it is done.
    pub fn said(&self, done: Option<&Done>) -> String {
        match (self, done) {
            (Self::Begin(_), _) => "The workflow is begun. e writes what it does.".into(),
            (Self::Write(..), Some(Done::Version(version))) => {
                format!("Version {} is saved. It does nothing before it is published: P.", version.number)
            }
            (Self::Publish { number, .. }, _) => format!("Version {number} is published. New runs run on it."),
            (Self::Start(..) | Self::Replay(_), _) => "The run is started.".into(),
            (Self::Check(_), Some(Done::Connection(one))) => format!("Looked: it is {}.", super::health(one)),
            (Self::Ask(_), Some(Done::Asked(email, _))) => format!("{email} is asked by mail."),
            (Self::Change(..) | Self::Reform(..), _) => "Changed.".into(),
            (Self::Write(..), _) => "The version is saved.".into(),
            (Self::Pause(_), _) => "It is paused. What waits stays where it is.".into(),
            (Self::Resume(_), _) => "It runs from now on.".into(),
            (Self::Archive(_), _) => "It is in the archive, for good.".into(),
            (Self::Trigger(..), _) => "It is started by that from now on.".into(),
            (Self::Untrigger(..), _) => "The trigger is gone. What it has started goes on.".into(),
            (Self::Cancel(_), _) => "The run is cancelled. What it has done stays done.".into(),
            (Self::Retry(_), _) => "The run goes on with the step that failed.".into(),
            (Self::Need(_), _) => "The client sees it now as not connected yet. a asks somebody to connect it.".into(),
            (Self::Check(_), _) => "Looked.".into(),
            (Self::Disconnect(_), _) => "The connection is gone, with what opened it.".into(),
            (Self::Ask(_), _) => "They are asked by mail.".into(),
            (Self::TakeBack(_), _) => "Taken back. Its link works no more.".into(),
            (Self::SetUp(..), _) => "The provider is set up.".into(),
            (Self::AlterProvider(..), _) => "The provider is changed. What is connected stays so.".into(),
            (Self::TakeDown(_), _) => "The provider is gone.".into(),
            (Self::SetUpEngine(..), _) => "The engine is set up. i has it run a workflow.".into(),
            (Self::AlterEngine(..), _) => "The engine is changed.".into(),
            (Self::TakeEngineDown(_), _) => "The engine is gone.".into(),
            (Self::Bring(..), _) => "The workflow is here, as a draft. p lets it begin.".into(),
            (Self::Draft(_), _) => "The template is written. a gives it to clients.".into(),
            (Self::Redraft(_, _, change), Some(Done::Template(now))) if change.definition.is_some() => {
                format!("Version {} of the template is saved. Its workflows stay as they are until P.", now.number)
            }
            (Self::Redraft(..), _) => "The template is changed.".into(),
            (Self::Drop(_), _) => "The template is gone. What was made of it goes on.".into(),
            (Self::Give(..), Some(Done::Many(count))) => format!("{} made of it.", workflows(*count)),
            (Self::RollOut(_, number, _), Some(Done::Many(count))) => {
                format!("{} on version {number} of the template now.", workflows(*count))
            }
            (Self::PauseAll(_, true), Some(Done::Many(count))) => format!("{} paused.", workflows(*count)),
            (Self::PauseAll(..), Some(Done::Many(count))) => format!("{} going on.", workflows(*count)),
            (Self::Give(..) | Self::RollOut(..) | Self::PauseAll(..), _) => "Done.".into(),
            (Self::Compare(_), _) => String::new(),
            (Self::Put(_), _) => "The form is published. Its client can fill it in.".into(),
            (Self::Read(_), _) => String::new(),
        }
    }
}

/// The beginning of a sentence.
fn workflows(count: usize) -> String {
    if count == 1 { "1 workflow is".into() } else { format!("{count} workflows are") }
}
