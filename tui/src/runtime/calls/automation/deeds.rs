use portico_openapi::{ApiError, Session, types};
use uuid::Uuid;

use super::{super::office::seen, ask, create, elsewhere};
use crate::{
    automation::{Deed, Done},
    office::{self, Hidden},
};

/// Does what is asked about what is done by itself.
pub async fn run(session: &Session, key: Uuid, deed: Deed) -> Result<office::Done, ApiError> {
    use office::Done::Automation;
    Ok(match deed {
        deed @ (Deed::Begin(_)
        | Deed::Change(..)
        | Deed::Write(..)
        | Deed::Publish { .. }
        | Deed::Pause(_)
        | Deed::Resume(_)
        | Deed::Archive(_)
        | Deed::Trigger(..)) => Automation(workflow(session, key, deed).await?),
        Deed::Untrigger(workflow, id) => {
            ask!(session, |api| api.workflow_trigger_delete().workflow_id(workflow).workflow_trigger_id(id));
            office::Done::So
        }
        Deed::Start(id, inputs) => {
            let inputs = (!inputs.is_empty()).then(|| inputs.into_iter().collect());
            let body = types::RunStart { inputs };
            run_done(create!(session, key, body, |api, key, new| api
                .run_start()
                .workflow_id(id)
                .idempotency_key(key)
                .body(new)))
        }
        Deed::Cancel(id) => run_done(ask!(session, |api| api.run_cancel().run_id(id))),
        Deed::Retry(id) => run_done(ask!(session, |api| api.run_retry().run_id(id))),
        Deed::Replay(id) => {
            let made = session
                .create(key, |api, key| async move { api.run_replay().run_id(id).idempotency_key(key).send().await });
            run_done(made.await?)
        }
        Deed::Check(id) => {
            Automation(Done::Connection(Box::new(ask!(session, |api| api.connection_check().connection_id(id)))))
        }
        Deed::Disconnect(id) => {
            ask!(session, |api| api.connection_delete().connection_id(id));
            office::Done::So
        }
        Deed::TakeBack(id) => {
            ask!(session, |api| api.credential_request_revoke().credential_request_id(id));
            office::Done::So
        }
        Deed::TakeDown(id) => {
            ask!(session, |api| api.provider_client_delete().provider_client_id(id));
            office::Done::So
        }
        deed @ (Deed::Need(_) | Deed::Ask(_) | Deed::SetUp(..) | Deed::Put(_) | Deed::Reform(..) | Deed::Read(_)) => {
            made(session, key, deed).await?
        }
        deed => elsewhere::run(session, key, deed).await?,
    })
}

/// What is made or changed of what workflows use.
async fn made(session: &Session, key: Uuid, deed: Deed) -> Result<office::Done, ApiError> {
    use office::Done::Automation;
    Ok(match deed {
        Deed::Need(new) => {
            let made =
                create!(session, key, new, |api, key, new| api.connection_create().idempotency_key(key).body(new));
            Automation(Done::Connection(Box::new(made)))
        }
        Deed::Ask(new) => {
            let made = create!(session, key, new, |api, key, new| api
                .credential_request_create()
                .idempotency_key(key)
                .body(new));
            Automation(Done::Asked(made.email, made.link.map(Hidden)))
        }
        Deed::SetUp(new, secret) => {
            let new = types::NewProviderClient { oauth_secret: secret.map(|Hidden(secret)| secret), ..*new };
            create!(session, key, new, |api, key, new| api.provider_client_create().idempotency_key(key).body(new));
            office::Done::So
        }
        Deed::Put(new) => {
            let made = create!(session, key, new, |api, key, new| api.form_create().idempotency_key(key).body(new));
            Automation(Done::Form(Box::new(made)))
        }
        Deed::Reform(id, version, change) => {
            let form =
                ask!(session, change, |api, change| api.form_update().form_id(id).if_match(seen(version)).body(change));
            Automation(Done::Form(Box::new(form)))
        }
        Deed::Read(id) => {
            Automation(Done::Sent(Box::new(ask!(session, |api| api.form_submission_view().submission_id(id)))))
        }
        _ => office::Done::So,
    })
}

async fn workflow(session: &Session, key: Uuid, deed: Deed) -> Result<Done, ApiError> {
    let workflow = match deed {
        Deed::Begin(new) => {
            create!(session, key, new, |api, key, new| api.workflow_create().idempotency_key(key).body(new))
        }
        Deed::Change(id, version, change) => {
            ask!(session, change, |api, change| api
                .workflow_update()
                .workflow_id(id)
                .if_match(seen(version))
                .body(change))
        }
        Deed::Write(id, definition) => {
            let body = types::NewVersion { definition };
            let version = create!(session, key, body, |api, key, new| api
                .workflow_version_create()
                .workflow_id(id)
                .idempotency_key(key)
                .body(new));
            return Ok(Done::Version(Box::new(version)));
        }
        Deed::Publish { workflow, seen: version, version: version_id, .. } => {
            ask!(session, |api| api
                .workflow_publish()
                .workflow_id(workflow)
                .if_match(seen(version))
                .body(types::WorkflowPublication { version_id }))
        }
        Deed::Trigger(id, new) => {
            let made = ask!(session, new, |api, new| api.workflow_trigger_create().workflow_id(id).body(new));
            return Ok(Done::Hook(made.url.map(Hidden), made.signing_secret.map(Hidden)));
        }
        Deed::Pause(id) => ask!(session, |api| api.workflow_pause().workflow_id(id)),
        Deed::Resume(id) => ask!(session, |api| api.workflow_resume().workflow_id(id)),
        Deed::Archive(id) => ask!(session, |api| api.workflow_archive().workflow_id(id)),
        _ => return Ok(Done::Hook(None, None)),
    };
    Ok(Done::Workflow(Box::new(workflow)))
}

fn run_done(run: types::Run) -> office::Done {
    office::Done::Automation(Done::Run(Box::new(run)))
}
