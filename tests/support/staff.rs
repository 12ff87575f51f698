//! Staff over the API, by the generated client.

use std::sync::Arc;

use anyhow::{Context, Result};
use portico_openapi::{Credentials, MemoryStore, Session, types};
use uuid::Uuid;

use crate::{Server, people};

/// Somebody of the staff, signed in.
pub struct Staff {
    pub session: Session,
}

impl Staff {
    /// Signs in.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn sign_in(server: &Server, email: &str) -> Result<Self> {
        let credentials = Credentials { email: email.into(), password: people::PASSWORD.into(), totp: None };
        let address = server.url("").parse()?;
        Ok(Self { session: Session::sign_in(&address, credentials, Arc::new(MemoryStore::default())).await? })
    }

    /// The open request with this subject.
    ///
    /// # Errors
    /// When there is none.
    pub async fn request(&self, subject: &str) -> Result<types::Request> {
        let all = self.session.call(|api| async move { api.request_list().limit(200).send().await }).await?;
        let found = all.into_inner().items.into_iter().find(|request| request.subject == subject);
        found.with_context(|| format!("the staff sees no request {subject:?}"))
    }

    /// Leaves an internal note.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn note(&self, request: Uuid, body: &str) -> Result<types::Note> {
        let create = |api: portico_openapi::Client, key: String| async move {
            let body = types::NewNote { body: body.into(), files: None };
            api.request_note_create().request_id(request).idempotency_key(key).body(body).send().await
        };
        Ok(self.session.create(Uuid::new_v4(), create).await?)
    }

    /// Answers the client.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn reply(&self, request: Uuid, body: &str) -> Result<types::Message> {
        let create = |api: portico_openapi::Client, key: String| async move {
            let body = types::NewMessage { body: body.into(), files: None, seen_message_id: None };
            api.request_message_create().request_id(request).idempotency_key(key).body(body).send().await
        };
        Ok(self.session.create(Uuid::new_v4(), create).await?)
    }

    /// The messages of a thread, the oldest first.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn messages(&self, request: Uuid) -> Result<Vec<types::Message>> {
        let list = |api: portico_openapi::Client| async move {
            api.request_message_list().request_id(request).limit(200).send().await
        };
        Ok(self.session.call(list).await?.into_inner().items)
    }

    /// Uploads a file.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn upload(&self, name: &str, content: Vec<u8>) -> Result<Uuid> {
        let create = |api: portico_openapi::Client, key: String| {
            let content = content.clone();
            async move { api.upload_create().name(name).idempotency_key(key).body(content).send().await }
        };
        Ok(self.session.create(Uuid::new_v4(), create).await?.id)
    }

    /// Sends something of one step for approval.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn approval(
        &self,
        workspace: Uuid,
        title: &str,
        version: types::NewApprovalVersion,
    ) -> Result<types::Approval> {
        let step = types::NewApprovalStep {
            title: title.into(),
            instructions: None,
            due_at: None,
            quorum: None,
            reviewers: None,
            rule: None,
            version: Some(version),
        };
        let new = types::NewApproval {
            title: title.into(),
            workspace_id: workspace,
            project_id: None,
            parallel: None,
            steps: vec![step],
        };
        let create = |api: portico_openapi::Client, key: String| {
            let new = new.clone();
            async move { api.approval_create().idempotency_key(key).body(new).send().await }
        };
        Ok(self.session.create(Uuid::new_v4(), create).await?)
    }

    /// Sends the next version of a step.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn version(&self, approval: Uuid, step: Uuid, version: types::NewApprovalVersion) -> Result<()> {
        let create = |api: portico_openapi::Client, key: String| {
            let new = version.clone();
            async move {
                let ask = api.approval_version_create().approval_id(approval).step_id(step);
                ask.idempotency_key(key).body(new).send().await
            }
        };
        self.session.create(Uuid::new_v4(), create).await?;
        Ok(())
    }

    /// What was said on an approval, the oldest first.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn approval_comments(&self, approval: Uuid) -> Result<Vec<types::ApprovalComment>> {
        let list = |api: portico_openapi::Client| async move {
            api.approval_comment_list().approval_id(approval).limit(200).send().await
        };
        Ok(self.session.call(list).await?.into_inner().items)
    }
}
