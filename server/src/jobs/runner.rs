use std::time::Duration;

use futures_util::future::join_all;
use tokio::sync::broadcast::error::RecvError;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::registry::Queue;
use super::{Context, JobLane, queue, registry, schedule};
use crate::access::{Database, Event};
use crate::entity::job;
use crate::error::Result;
use crate::ids::{Id, JobId};

/// How many jobs of a lane one node does at the same time. Those that wait for others' servers cost little meanwhile, and
/// so they may be many: runs of eight workspaces that all hang, or as many webhooks. One picture is drawn at a time, and
/// another one fetched meanwhile.
const fn room(lane: JobLane) -> usize {
    match lane {
        JobLane::Pictures => 2,
        JobLane::Here | JobLane::Mails => 4,
        JobLane::Elsewhere => 16,
        JobLane::Runs | JobLane::Webhooks => 64,
    }
}

/// How often to look without being told: for what is due later, and for what others left.
const LOOK: Duration = Duration::from_secs(2);

/// How long jobs that are being done may take to end when the node stops.
const GRACE: Duration = Duration::from_secs(5);

/// Does this node's share of the jobs.
pub struct Runner {
    context: Context,
    database: Database,
    name: String,
}

impl Runner {
    /// A runner with a name of its own.
    pub fn new(context: Context, database: Database) -> Self {
        Self { context, database, name: JobId::new().to_string() }
    }

    /// Works until told to stop; then lets what is being done end within a moment, and gives back the rest.
    pub async fn run(self, stop: CancellationToken) {
        let queues = Queue::ALL
            .map(|queue| tokio::spawn(serve(queue, self.context.clone(), self.database.clone(), stop.clone())));
        let lanes = JobLane::ALL.iter().map(|lane| self.work(*lane, &stop));
        tokio::join!(self.remind(&stop), join_all(lanes));
        for queue in queues {
            if let Err(error) = queue.await {
                tracing::warn!(%error, "serving a queue ended badly");
            }
        }
        if let Err(error) = queue::release(&self.context.system, &self.name).await {
            tracing::warn!(?error, "giving back jobs");
        }
    }

    /// Has what comes back by itself done when it is due.
    async fn remind(&self, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            if let Err(error) = schedule::enqueue_due(&self.context.system).await {
                tracing::warn!(?error, "looking for what comes back");
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    /// Does the jobs of a lane.
    async fn work(&self, lane: JobLane, stop: &CancellationToken) {
        let mut events = self.database.hub().listen();
        let mut running = JoinSet::new();
        let most = room(lane);
        while !stop.is_cancelled() {
            while running.try_join_next().is_some() {}
            let room = most.saturating_sub(running.len());
            let jobs = match self.take(lane, room).await {
                Ok(jobs) => jobs,
                Err(error) => {
                    tracing::warn!(?error, "looking for jobs");
                    Vec::new()
                }
            };
            for job in jobs {
                running.spawn(perform(self.context.clone(), self.name.clone(), job));
            }
            let full = running.len() >= most;
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(LOOK) => {}
                Some(_) = running.join_next(), if full => {}
                () = heard(&mut events, |event| matches!(event, Event::Work(work) if *work == lane)), if !full => {}
            }
        }
        let ends = async { while running.join_next().await.is_some() {} };
        if tokio::time::timeout(GRACE, ends).await.is_err() {
            // What waits for somebody else may wait long: it is broken off, and another node begins it again.
            running.shutdown().await;
        }
    }

    /// Does everything that is due now, and what that brings about; for tests and seeds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drain(&self) -> Result<usize> {
        let mut done = 0;
        loop {
            let mut served = 0;
            for queue in Queue::ALL {
                served += queue.serve(&self.context).await?;
            }
            schedule::enqueue_due(&self.context.system).await?;
            let before = done;
            for lane in JobLane::ALL {
                for job in self.take(*lane, room(*lane)).await? {
                    done += 1;
                    perform(self.context.clone(), self.name.clone(), job).await;
                }
            }
            if done == before && served == 0 {
                return Ok(done);
            }
            done += served;
        }
    }

    async fn take(&self, lane: JobLane, room: usize) -> Result<Vec<job::Model>> {
        queue::claim(&self.context.system, &self.name, lane, room as u64).await
    }
}

/// Serves a queue that is tables of its own until told to stop, each time something is put there.
async fn serve(queue: Queue, context: Context, database: Database, stop: CancellationToken) {
    let mut events = database.hub().listen();
    while !stop.is_cancelled() {
        match queue.serve(&context).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => tracing::warn!(?error, "serving a queue"),
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(LOOK) => {}
            () = heard(&mut events, |event| matches!(event, Event::Happened)) => {}
        }
    }
}

/// Until something is announced that is waited for, or may have been.
async fn heard(events: &mut tokio::sync::broadcast::Receiver<Event>, awaited: impl Fn(&Event) -> bool) {
    loop {
        match events.recv().await {
            Ok(Event::Resync) | Err(RecvError::Lagged(_)) => return,
            Ok(event) if awaited(&event) => return,
            Ok(_) => {}
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}

/// Does one job, and keeps its lease alive meanwhile.
async fn perform(context: Context, worker: String, job: job::Model) {
    let system = context.system.clone();
    let last_try = job.attempts + 1 >= registry::most_attempts(&job.kind);
    let context = Context { last_try, ..context };
    let work = registry::run(&context, &job);
    let lease = async {
        loop {
            tokio::time::sleep(queue::RENEWAL).await;
            match queue::renew(&system, &worker, job.id).await {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => tracing::warn!(?error, job = %job.id, "renewing a lease"),
            }
        }
    };
    let outcome = tokio::select! {
        outcome = work => outcome,
        () = lease => return,
    };
    let label = if outcome.is_ok() { "done" } else { "failed" };
    metrics::counter!("jobs_total", "kind" => job.kind.clone(), "outcome" => label).increment(1);
    let settled = match outcome {
        Ok(()) => queue::finish(&system, &worker, job.id).await,
        Err(failure) => queue::give_back(&system, &worker, &job, failure, last_try).await,
    };
    if let Err(error) = settled {
        tracing::warn!(?error, job = %job.id, "settling a job; it will be done again");
    }
}
