use std::collections::HashMap;

use futures_util::{StreamExt, TryStreamExt, stream};
use portico_openapi::{ApiError, Kind, Session, types};
use uuid::Uuid;

use super::{
    super::{
        lists::{all, listed},
        office::seen,
    },
    absent, ask, create,
};
use crate::{
    automation::{Deed, Done, EngineView, Instance, Reach, RollOut, TemplateView},
    office::{self, Hidden},
};

/// How many workflows are asked after at once.
const AT_ONCE: usize = 6;

/// Does what is asked about engines, templates and providers.
pub async fn run(session: &Session, key: Uuid, deed: Deed) -> Result<office::Done, ApiError> {
    use office::Done::Automation;
    Ok(match deed {
        Deed::AlterProvider(id, version, change, secret) => {
            let change = types::ProviderClientChange { oauth_secret: secret.map(|Hidden(secret)| secret), ..*change };
            ask!(session, change, |api, change| api
                .provider_client_update()
                .provider_client_id(id)
                .if_match(seen(version))
                .body(change));
            office::Done::So
        }
        Deed::SetUpEngine(new, key_there) => {
            let new = types::NewEngine { api_key: key_there.map(|Hidden(key)| key), ..new };
            let mut made =
                create!(session, key, new, |api, key, new| api.engine_create().idempotency_key(key).body(new));
            let secret = made.signing_secret.take().map(Hidden);
            Automation(Done::Engine(Box::new(made), secret))
        }
        Deed::AlterEngine(id, version, change, key_there) => {
            let change = types::EngineChange { api_key: key_there.map(|Hidden(key)| key), ..change };
            let now = ask!(session, change, |api, change| api
                .engine_update()
                .engine_id(id)
                .if_match(seen(version))
                .body(change));
            Automation(Done::Engine(Box::new(now), None))
        }
        Deed::TakeEngineDown(id) => {
            ask!(session, |api| api.engine_delete().engine_id(id));
            office::Done::So
        }
        Deed::Bring(engine, new) => {
            let made = create!(session, key, new, |api, key, new| api
                .engine_workflow_create()
                .engine_id(engine)
                .idempotency_key(key)
                .body(new));
            Automation(Done::Workflow(Box::new(made)))
        }
        deed => of_template(session, key, deed).await?,
    })
}

async fn of_template(session: &Session, key: Uuid, deed: Deed) -> Result<office::Done, ApiError> {
    let done = match deed {
        Deed::Draft(new) => Done::Template(Box::new(create!(session, key, new, |api, key, new| api
            .workflow_template_create()
            .idempotency_key(key)
            .body(new)))),
        Deed::Redraft(id, version, change) => Done::Template(Box::new(ask!(session, change, |api, change| api
            .workflow_template_update()
            .workflow_template_id(id)
            .if_match(seen(version))
            .body(change)))),
        Deed::Drop(id) => {
            ask!(session, |api| api.workflow_template_delete().workflow_template_id(id));
            return Ok(office::Done::So);
        }
        Deed::Give(id, new) => {
            let made = ask!(session, new, |api, new| api.template_instance_create().workflow_template_id(id).body(new));
            Done::Many(made.items.len())
        }
        Deed::Compare(id) => Done::Compared(Box::new(compared(session, id).await?)),
        Deed::RollOut(id, number, workflows) => {
            // What was looked at is what is rolled out.
            let now = ask!(session, |api| api.workflow_template_view().workflow_template_id(id));
            if now.number != number {
                let message = "The template was changed meanwhile. Leave this and look again.".into();
                return Err(ApiError { kind: Kind::Stale, code: "stale".into(), message, request_id: None });
            }
            let body = types::TemplateRollOut { workflow_ids: Some(workflows) };
            let brought =
                ask!(session, body, |api, body| api.workflow_template_roll_out().workflow_template_id(id).body(body));
            Done::Many(brought.items.len())
        }
        Deed::PauseAll(workflows, pauses) => {
            let count = workflows.len();
            for id in workflows {
                match pauses {
                    true => ask!(session, |api| api.workflow_pause().workflow_id(id)),
                    false => ask!(session, |api| api.workflow_resume().workflow_id(id)),
                };
            }
            Done::Many(count)
        }
        _ => return Ok(office::Done::So),
    };
    Ok(office::Done::Automation(done))
}

/// An engine, and what it has; one that does not say so is shown all the same.
pub async fn engine(session: &Session, id: Uuid) -> Result<EngineView, ApiError> {
    let known = all(session, |api, cursor| async move { listed!(api.engine_list(), cursor) }).await?;
    let gone = || absent("This engine is not set up any more.");
    let engine = known.into_iter().find(|one: &types::Engine| one.id == id).ok_or_else(gone)?;
    let answer = session.call(|api| async move { api.engine_workflow_list().engine_id(id).send().await }).await;
    let offers = match answer {
        Ok(found) => Ok(found.into_inner().items),
        Err(error) if error.kind == Kind::Conflict => Err(error.message),
        Err(error) => return Err(error),
    };
    Ok(EngineView { engine, offers })
}

/// A template, and who has a workflow of it, by name.
pub async fn template(session: &Session, id: Uuid) -> Result<TemplateView, ApiError> {
    let template = ask!(session, |api| api.workflow_template_view().workflow_template_id(id));
    let made = ask!(session, |api| api.template_instance_list().workflow_template_id(id)).items;
    let mut known = workflows(session, None).await?;
    // What is in the archive is in no list that was not asked for it.
    if made.iter().any(|one| !known.contains_key(&one.workflow_id)) {
        known.extend(workflows(session, Some(types::WorkflowStatus::Archived)).await?);
    }
    let instance = |one: &types::TemplateInstance| {
        let workflow = known.get(&one.workflow_id)?;
        let (client, status) = (workflow.workspace.clone(), workflow.status);
        Some(Instance { workflow: one.workflow_id, client, status, number: one.number })
    };
    let mut instances: Vec<_> = made.iter().filter_map(instance).collect();
    instances.sort_by_cached_key(|one| (one.client.name.to_lowercase(), one.workflow));
    Ok(TemplateView { template, instances })
}

async fn workflows(
    session: &Session,
    status: Option<types::WorkflowStatus>,
) -> Result<HashMap<Uuid, types::Workflow>, ApiError> {
    let found = all(session, move |api, cursor| async move {
        let call = api.workflow_list();
        let call = match status {
            Some(status) => call.status(status),
            None => call,
        };
        listed!(call, cursor)
    });
    let found: Vec<types::Workflow> = found.await?;
    Ok(found.into_iter().map(|one| (one.id, one)).collect())
}

/// What would come of bringing a template's workflows up to date.
async fn compared(session: &Session, id: Uuid) -> Result<RollOut, ApiError> {
    let view = template(session, id).await?;
    let behind: Vec<Instance> = view.behind().cloned().collect();
    let lines = stream::iter(behind).map(|instance| reach(session, instance)).buffered(AT_ONCE).try_collect().await?;
    Ok(RollOut { template: view.template, lines })
}

async fn reach(session: &Session, instance: Instance) -> Result<Reach, ApiError> {
    if instance.rests() {
        return Ok(Reach::new(instance, None));
    }
    let workflow = instance.workflow;
    let latest = ask!(session, |api| api.workflow_version_list().workflow_id(workflow).limit(1_u32)).items;
    let before = latest.into_iter().next().map(|version| version.definition).unwrap_or_default();
    Ok(Reach::new(instance, Some(before)))
}
