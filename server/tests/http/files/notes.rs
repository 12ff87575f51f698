use serde_json::json;

use super::{text, upload};
use crate::support::{TestApp, canaries};

both! {
    /// S1.98: what stands on a note is reached by no client, by no way there is.
    async fn s1_98_a_file_on_a_note_never_reaches_a_client(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let world = &app.cast.acme;
        let name = format!("{}.txt", canaries::NOTE);
        let stored = upload(&mia, &name, format!("{} inside", canaries::NOTE)).await.expect(201).json();
        let notes = format!("/requests/{}/notes", world.request);
        let note = mia.post(&notes, json!({ "body": "look", "files": [stored["id"]] })).await.expect(201).json();
        assert_eq!(note["files"][0]["id"], stored["id"]);
        let listed = mia.all(&notes, 50).await;
        assert_eq!(listed.last().unwrap()["files"][0]["name"], name);
        let own = mia.get(&format!("/uploads/{}/content", text(&stored["id"]))).await.expect(200);
        assert!(own.body.contains(canaries::NOTE));
        let row = app.store.value("SELECT count(*) FROM note_file").await;
        assert_ne!(row, "0");
        let id = text(&stored["id"]);
        for id in [id, &world.noted.to_string(), text(&note["id"])] {
            for path in [format!("/portal/files/{id}"), format!("/portal/files/{id}/content"), format!("/portal/files/{id}/preview")] {
                carla.get(&path).await.expect(404);
            }
            carla.post("/portal/files/zip", &[("file", id)]).await.expect(404);
        }
        for path in ["/portal/files", "/portal/files?view=list", &format!("/portal/requests/{}", world.request)] {
            let page = carla.get(path).await.expect(200);
            assert!(!page.body.contains(canaries::NOTE), "{path}");
        }
        assert!(mia.all("/files", 200).await.iter().all(|file| file["name"] != name));
        // Another agency's upload stands on no note.
        mia.post(&notes, json!({ "body": "x", "files": [app.cast.harbor.upload] })).await.expect(422);
    }
}
