//! What belongs to one person of the staff, made behind the API.

use chrono::TimeDelta;
use portico::access::AgencyScope;
use portico::codes;
use portico::entity::words::{BulkState, RequestSort, StripeEventState};
use portico::entity::{
    api_token, bulk_change, canned_reply, request_rule, saved_view, staff_recovery_code, staff_second_factor,
    staff_session, stripe_event,
};
use portico::ids::{
    BulkChangeId, CannedReplyId, Id, RequestRuleId, SavedViewId, StaffId, StaffSessionId, StripeEventId,
};
use portico::secrets;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use uuid::Uuid;

use crate::support::TestApp;

fn house(app: &TestApp, person: &str) -> (AgencyScope, StaffId) {
    let agency = if person == "henry" { app.cast.harbor.agency } else { app.cast.acme.agency };
    (app.app.database.system().agency(agency.into()), app.cast.people[person].into())
}

/// A sign-in; one of an API token has scopes.
pub async fn session(app: &TestApp, person: &str, scopes: Option<&str>) -> Uuid {
    let (scope, staff) = house(app, person);
    let (id, now) = (StaffSessionId::new(), scope.now());
    let row = staff_session::ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        staff_user_id: Set(staff),
        user_agent: Set("a test".into()),
        address: Set("127.0.0.1".into()),
        created_at: Set(now),
        seen_at: Set(now),
        expires_at: Set(now + TimeDelta::days(1)),
        ended_at: Set(None),
        scopes: Set(scopes.map(str::to_owned)),
    };
    scope.insert(row).await.unwrap();
    id.into()
}

/// A view of one's own.
pub async fn saved_view(app: &TestApp, person: &str) -> Uuid {
    let (scope, staff) = house(app, person);
    let (id, now) = (SavedViewId::new(), scope.now());
    let row = saved_view::ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        staff_user_id: Set(staff),
        name: Set("by a test".into()),
        filter: Set("is:open".into()),
        sort: Set(RequestSort::Newest),
        position: Set(1),
        shared: Set(false),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    scope.insert(row).await.unwrap();
    id.into()
}

/// A change of many requests, of none as it happens.
pub async fn bulk_change(app: &TestApp, person: &str, state: BulkState) -> Uuid {
    let (scope, staff) = house(app, person);
    let (id, now) = (BulkChangeId::new(), scope.now());
    let row = bulk_change::ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        staff_user_id: Set(staff),
        change: Set(r#"{"add_tags":[],"remove_tags":[]}"#.into()),
        state: Set(state),
        created_at: Set(now),
        applied_at: Set((state == BulkState::Applied).then_some(now)),
        undone_at: Set(None),
    };
    scope.insert(row).await.unwrap();
    id.into()
}

/// An answer that an agency has ready.
pub async fn canned_reply(app: &TestApp, agency: Uuid) -> Uuid {
    let scope = app.app.database.system().agency(agency.into());
    let (id, now) = (CannedReplyId::new(), scope.now());
    let row = canned_reply::ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        name: Set("by a test".into()),
        body: Set("Hello {{client_name}}".into()),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    scope.insert(row).await.unwrap();
    id.into()
}

/// A rule of an agency's, which is off.
pub async fn request_rule(app: &TestApp, agency: Uuid) -> Uuid {
    let author = if agency == app.cast.harbor.agency { "henry" } else { "olivia" };
    let (scope, staff) = house(app, author);
    let (id, now) = (RequestRuleId::new(), scope.now());
    let row = request_rule::ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        name: Set("by a test".into()),
        filter: Set("kind:job".into()),
        actions: Set(r#"{"priority":"high"}"#.into()),
        position: Set(1),
        stops: Set(false),
        enabled: Set(false),
        turn: Set(0),
        staff_user_id: Set(staff),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    scope.insert(row).await.unwrap();
    id.into()
}

/// Something that Stripe told an agency, and that could not be applied.
pub async fn stripe_event(app: &TestApp, agency: Uuid) -> Uuid {
    let scope = app.app.database.system().agency(agency.into());
    let (id, now) = (StripeEventId::new(), scope.now());
    let row = stripe_event::ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        event_id: Set(id.to_string()),
        kind: Set("thing.done".into()),
        session_id: Set(None),
        payment_id: Set(None),
        subject_id: Set(None),
        payload: Set("{}".into()),
        state: Set(StripeEventState::Failed),
        attempts: Set(1),
        last_error: Set(Some("a test".into())),
        happened_at: Set(now),
        received_at: Set(now),
        settled_at: Set(None),
    };
    scope.insert(row).await.unwrap();
    id.into()
}

/// An API token.
pub async fn api_token(app: &TestApp, person: &str) -> Uuid {
    let id = session(app, person, Some("read")).await;
    let (scope, staff) = house(app, person);
    let now = scope.now();
    let row = api_token::ActiveModel {
        id: Set(id.into()),
        agency_id: NotSet,
        staff_user_id: Set(staff),
        name: Set("by a test".into()),
        prefix: Set("pat_test".into()),
        token_hash: Set(secrets::hash(&id.to_string())),
        scopes: Set("read".into()),
        created_at: Set(now),
        expires_at: Set(now + TimeDelta::days(1)),
        last_used_at: Set(None),
        revoked_at: Set(None),
    };
    scope.insert(row).await.unwrap();
    id
}

/// Takes somebody's second factor away, so that they sign in by their password alone.
pub async fn without_codes(app: &TestApp, person: &str) {
    let (scope, staff) = house(app, person);
    let codes_of = scope.delete::<staff_recovery_code::Entity>();
    codes_of.filter(staff_recovery_code::Column::StaffUserId.eq(staff)).exec().await.unwrap();
    let old = scope.delete::<staff_second_factor::Entity>();
    old.filter(staff_second_factor::Column::StaffUserId.eq(staff)).exec().await.unwrap();
}

/// A code of a second factor that was set up anew, begun or confirmed.
pub async fn code(app: &TestApp, person: &str, confirmed: bool) -> String {
    without_codes(app, person).await;
    let (scope, staff) = house(app, person);
    let secret = codes::new_secret().unwrap();
    let row = staff_second_factor::ActiveModel {
        staff_user_id: Set(staff),
        agency_id: NotSet,
        secret: Set(scope.vault().seal(&format!("staff/{staff}"), &secret).unwrap()),
        last_step: Set(0),
        created_at: Set(scope.now()),
        confirmed_at: Set(confirmed.then(|| scope.now())),
    };
    scope.insert(row).await.unwrap();
    codes::code_at(&secret, scope.now())
}
