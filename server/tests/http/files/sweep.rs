use bytes::Bytes;
use chrono::TimeDelta;
use poem::http::Method;
use portico::ids::{Id, UploadId};
use portico::storage::{Part, Storage};
use serde_json::Value;
use uuid::Uuid;

use super::{deliver, text, upload};
use crate::support::TestApp;

fn id(value: &Value) -> UploadId {
    text(value).parse::<Uuid>().unwrap().into()
}

both! {
    /// What was cut off by a crash, delivered nowhere, or taken away from everywhere is gone after a day, and nothing else.
    async fn what_no_row_speaks_for_is_swept_after_a_day(app: TestApp) {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::open(&format!("file://{}", folder.path().display()), None).unwrap();
        let node = app.another_storing(storage.clone()).await;
        let mia = node.as_staff("mia").await;
        let agency = app.cast.acme.agency;
        let delivered = deliver(&mia, &app.cast.acme, "kept.txt", "kept").await;
        let removed = deliver(&mia, &app.cast.acme, "removed.txt", "removed").await;
        mia.ask(Method::DELETE, &format!("/files/{}", text(&removed["id"]))).send().await.expect(204);
        let waiting = upload(&mia, "waiting.txt", "waiting").await.expect(201).json();
        let crashed = UploadId::new();
        let mut writer = storage.write(agency.into(), crashed, Part::Original);
        writer.add(&Bytes::from_static(b"crashed")).await.unwrap();
        writer.commit().await.unwrap();
        // And one whose server was killed while it was written.
        let killed = UploadId::new();
        let staged = folder.path().join(agency.to_string()).join(format!("{killed}#1"));
        std::fs::write(&staged, b"half").unwrap();
        for id in [crashed, killed] {
            let scope = node.app.database.system().agency(agency.into());
            let start = portico::entity::upload_start::ActiveModel {
                id: sea_orm::ActiveValue::Set(id),
                agency_id: sea_orm::ActiveValue::Set(agency.into()),
                size: sea_orm::ActiveValue::Set(0),
                created_at: sea_orm::ActiveValue::Set(scope.now()),
            };
            portico::access::Author::append(&scope, start).await.unwrap();
        }
        let all = [id(&delivered["upload_id"]), id(&removed["upload_id"]), id(&waiting["id"]), crashed];
        let there = async || {
            let mut found = Vec::new();
            for upload in all {
                found.push(storage.read(agency.into(), upload, Part::Original, None).await.is_ok());
            }
            found
        };
        node.run_jobs().await;
        node.advance(TimeDelta::hours(20));
        node.run_jobs().await;
        assert_eq!(there().await, [true, true, true, true]);
        assert!(staged.exists());
        node.advance(TimeDelta::hours(6));
        node.run_jobs().await;
        assert_eq!(there().await, [true, false, false, false]);
        assert!(!staged.exists());
        let mia = node.as_staff("mia").await;
        mia.get(&format!("/files/{}/content", text(&delivered["id"]))).await.expect(200);
        mia.get(&format!("/uploads/{}", text(&waiting["id"]))).await.expect(404);
    }
}
