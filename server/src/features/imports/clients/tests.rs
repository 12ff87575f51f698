use super::*;
use crate::access::Permissions;
use crate::error::Error;
use crate::features::workspaces::Preset;
use crate::ids::{AgencyId, Id};
use crate::sheet;

const HEAD: &str = "workspace,short_name,work,automation,billing,name,email,permissions\n";

/// Acme, with Carla in it.
fn known() -> Known {
    let now = crate::clock::Clock::default().now();
    let acme = workspace::Model {
        id: WorkspaceId::new(),
        agency_id: AgencyId::new(),
        name: "Acme Inc.".into(),
        slug: "acme".into(),
        show_team_members: true,
        work_on: true,
        automation_on: true,
        billing_on: true,
        requires_second_factor: false,
        version: 1,
        archived_at: None,
        created_at: now,
    };
    let old = workspace::Model {
        id: WorkspaceId::new(),
        name: "Old".into(),
        slug: "old".into(),
        archived_at: Some(now),
        ..acme.clone()
    };
    let carla = client_user::Model {
        id: ClientId::new(),
        agency_id: acme.agency_id,
        email: "carla@acme.test".into(),
        name: "Carla".into(),
        phone: None,
        shortcuts: true,
        disabled_at: None,
        created_at: now,
        time_zone: None,
        onboarding: None,
    };
    let gone = client_user::Model {
        id: ClientId::new(),
        email: "gone@acme.test".into(),
        disabled_at: Some(now),
        ..carla.clone()
    };
    Known {
        members: BTreeMap::from([((acme.id, carla.id), MembershipId::new())]),
        invited: BTreeSet::from([(acme.id, "ivy@acme.test".to_owned())]),
        clients: [acme, old].into_iter().map(|client| (client.slug.clone(), client)).collect(),
        people: [carla, gone].into_iter().map(|person| (person.email.clone(), person)).collect(),
    }
}

fn planned(body: &str, existing: Existing, invite: bool, known: &Known) -> Result<Vec<Planned>> {
    let (rows, faults) = sheet::rows(format!("{HEAD}{body}").as_bytes(), &LAYOUT)?;
    plan(&rows, faults, existing, invite, known)
}

fn said(body: &str, existing: Existing) -> Vec<String> {
    match planned(body, existing, false, &known()) {
        Err(Error::Invalid(faults)) => faults.iter().map(|(at, _)| at.to_owned()).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn rows_of_one_client_are_one_workspace_wherever_they_stand() {
    let body = "Blue Bird,,yes,no,,Ben,ben@bluebird.test,approver\nSolo,,,,,,,\nBlue Bird,,,,,Bea,bea@bluebird.test,\n";
    let all = planned(body, Existing::Refuse, false, &known()).unwrap();
    let [bird, solo] = &all[..] else { panic!("{all:?}") };
    assert_eq!((bird.slug.as_str(), &bird.house, bird.lines.as_slice()), ("blue-bird", &House::Create, &[2, 4][..]));
    assert_eq!((bird.work, bird.automation, bird.billing), (Some(true), Some(false), None));
    let people: Vec<(u64, &str, Permissions)> =
        bird.people.iter().map(|person| (person.line, person.name.as_str(), person.permissions)).collect();
    assert_eq!(people, [(2, "Ben", Preset::Approver.permissions()), (4, "Bea", Preset::Collaborator.permissions())]);
    assert!(solo.people.is_empty() && solo.slug == "solo");
}

#[test]
fn every_bad_row_is_told_by_its_line_and_column() {
    let body = ",x,,,,,,\nA,Big Name,,,,,,\n日本,,,,,,,\nAcme,acme,,,,,,\nAcme!,,,,,,,\nOld,old,,,,,,\nB,b,maybe,,,,,\n\
                C,c,,,,Cid,nobody,\nC,c,,,,,cid@c.test,\nC,c,,,,Cid,cid@c.test,king\nC,c,,,,Gone,gone@acme.test,\n\
                D,d,,,,Dot,dot@d.test,\nD,d,,,,Dot,DOT@d.test,\nD,d,no,,,,,\n=E,e,,,,,,\n";
    let wanted = [
        "line.2.workspace",
        "line.3.short_name",
        "line.4.short_name",
        "line.5.workspace",
        "line.6.short_name",
        "line.7.workspace",
        "line.8.work",
        "line.9.email",
        "line.10.name",
        "line.11.permissions",
        "line.12.email",
        "line.14.email",
        "line.15.work",
        "line.16.workspace",
    ];
    assert_eq!(said(body, Existing::Refuse), wanted);
}

#[test]
fn who_is_there_stays_or_is_updated_and_nobody_is_invited_twice() {
    let known = known();
    let body = "Acme Inc.,,,,,Carla,carla@acme.test,viewer\nAcme Inc.,,,,,Nils,nils@acme.test,\nAcme Inc.,,,,,Ivy,ivy@acme.test,\n";
    let entries = |existing, invite| {
        let all = planned(body, existing, invite, &known).unwrap();
        all[0].people.iter().map(|person| person.entry.clone()).collect::<Vec<_>>()
    };
    assert_eq!(entries(Existing::Skip, false), [Entry::Keep, Entry::Create, Entry::Create]);
    assert_eq!(entries(Existing::Skip, true), [Entry::Keep, Entry::Invite, Entry::Keep]);
    let updated = entries(Existing::Update, false);
    assert!(matches!(&updated[0], Entry::Update(_, allowed) if *allowed == Permissions::default()));
    let elsewhere = planned("New,,,,,Carla,carla@acme.test,\n", Existing::Refuse, false, &known).unwrap();
    assert!(matches!(elsewhere[0].people[0].entry, Entry::Join(_)), "she comes into another workspace, too");
}
