use super::*;
use crate::error::Error;
use crate::ids::Id;
use crate::sheet;

const HEAD: &str = "external_id,workspace,subject,body,type,category,status,priority,author,assignee,project,tags,due_on,created_at,closed_at\n";

/// Acme, where Carla asks and Mia works; T-9 was taken over before.
fn known() -> Known {
    let acme = WorkspaceId::new();
    let carla = Asker { id: ClientId::new(), name: "Carla".into(), email: "carla@acme.test".into() };
    Known {
        clients: BTreeMap::from([("acme".to_owned(), acme), ("empty".to_owned(), WorkspaceId::new())]),
        askers: BTreeMap::from([(acme, vec![carla])]),
        projects: BTreeMap::from([((acme, "Site".to_owned()), vec![ProjectId::new()])]),
        staff: BTreeMap::from([("mia@agency.test".to_owned(), StaffId::new())]),
        taken: BTreeMap::from([((acme, "T-9".to_owned()), RequestId::new())]),
        now: "2027-02-01T12:00:00Z".parse().unwrap(),
    }
}

fn planned(body: &str) -> Result<Vec<(u64, Step)>> {
    let (rows, faults) = sheet::rows(format!("{HEAD}{body}").as_bytes(), &LAYOUT)?;
    plan(&rows, faults, &known())
}

#[test]
fn a_row_is_a_request_as_it_stood_and_what_is_known_is_left_alone() {
    let all = planned(
        "T-1,ACME,=1+1,- first,job,Design,resolved,high,Carla@Acme.test,mia@agency.test,Site,\"print; Web\",2027-03-01,2027-01-01,2027-01-02T10:00:00Z\n\
         T-2,acme,Plain,Text,,,,,,,,,,,\nT-9,acme,Again,Text,,,,,,,,,,,\n",
    )
    .unwrap();
    let [(2, Step::Take(first)), (3, Step::Take(second)), (4, Step::Keep(_))] = &all[..] else { panic!("{all:?}") };
    assert_eq!((first.asked.subject.as_str(), first.asked.body.as_str()), ("=1+1", "- first"));
    assert_eq!(
        (first.stage, first.priority, first.asked.kind),
        (RequestStage::Resolved, Priority::High, RequestKind::Job)
    );
    assert_eq!((first.tags.join(" "), first.author_name.as_str()), ("print web".to_owned(), "Carla"));
    assert!(first.assignee.is_some() && first.asked.project.is_some());
    assert_eq!(first.closed_at, "2027-01-02T10:00:00Z".parse().ok());
    assert_eq!(
        (second.stage, second.asked.category.as_str(), second.created_at),
        (RequestStage::New, "feedback", known().now)
    );
}

#[test]
fn what_was_taken_over_is_left_alone_whoever_has_gone_since() {
    let all = planned("T-9,acme,,,chat,bugs,done,top,x@acme.test,x@agency.test,Shop,,soon,2999-01-01,never\n").unwrap();
    assert!(matches!(&all[..], [(2, Step::Keep(_))]), "{all:?}");
    let Err(Error::Invalid(faults)) = planned("T-9,acme,A,B,,,,,,,,,,,\nT-9,acme,A,B,,,,,,,,,,,\n") else {
        panic!("twice")
    };
    assert!(faults.at("line.3.external_id").is_some(), "{faults:?}");
}

#[test]
fn every_bad_row_is_told_by_its_line_and_column() {
    let body = "1,nobody,S,B,,,,,,,,,,,\n2,empty,S,B,,,,,,,,,,,\n3,acme,,B,,,,,,,,,,,\n4,acme,S,,,,,,,,,,,,\n,acme,S,B,,,,,,,,,,,\n\
                6,acme,S,B,chat,,,,,,,,,,\n7,acme,S,B,job,bugs,,,,,,,,,\n8,acme,S,B,,,done,,,,,,,,\n9,acme,S,B,,,,top,,,,,,,\n\
                10,acme,S,B,,,,,x@acme.test,,,,,,\n11,acme,S,B,,,,,,x@agency.test,,,,,\n12,acme,S,B,,,,,,,Shop,,,,\n\
                13,acme,S,B,,,,,,,,,soon,,\n14,acme,S,B,,,,,,,,,,2028-01-01,\n15,acme,S,B,,,,,,,,,,,2027-01-01\n\
                16,acme,S,B,,,closed,,,,,,,2027-01-02,2027-01-01\n17,acme,S,B,,,,,,,,,,,\n17,acme,S,B,,,,,,,,,,,\n=19,acme,S,B,,,,,,,,,,,\n";
    let Err(Error::Invalid(faults)) = planned(body) else { panic!("nothing is wrong") };
    let fields: Vec<&str> = faults.iter().map(|(field, _)| field).collect();
    let wanted = [
        "line.2.workspace",
        "line.3.author",
        "line.4.subject",
        "line.5.body",
        "line.6.external_id",
        "line.7.type",
        "line.8.category",
        "line.9.status",
        "line.10.priority",
        "line.11.author",
        "line.12.assignee",
        "line.13.project",
        "line.14.due_on",
        "line.15.created_at",
        "line.16.closed_at",
        "line.17.closed_at",
        "line.19.external_id",
        "line.20.external_id",
    ];
    assert_eq!(fields, wanted);
}
