use std::collections::HashMap;

use sea_orm::{ColumnTrait, DerivePartialModel};

use crate::access::{Joinable, Part, Reach, together};
use crate::entity::{request, request_merge, request_split};
use crate::ids::RequestId;

/// Another request, as a trace names it.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "request::Entity")]
pub struct RequestName {
    pub id: RequestId,
    pub number: i64,
    pub subject: String,
}

/// How requests lead to each other.
#[derive(Clone, Debug, Default)]
pub struct Traces {
    /// What it is part of.
    pub merged_into: Option<RequestName>,
    /// What is part of it.
    pub merged_from: Vec<RequestName>,
    /// Of what it was a message.
    pub split_from: Option<RequestName>,
    /// What was a message of it.
    pub split_into: Vec<RequestName>,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "request_merge::Entity")]
struct Merged {
    request_id: RequestId,
    root_id: RequestId,
    #[sea_orm(nested)]
    other: Option<RequestName>,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "request_split::Entity")]
struct Split {
    request_id: RequestId,
    from_id: RequestId,
    #[sea_orm(nested)]
    other: Option<RequestName>,
}

/// Where these requests lead, for those that lead anywhere.
pub fn traces<'s, S: Reach>(scope: &'s S, ids: &[RequestId]) -> Part<'s, HashMap<RequestId, Traces>>
where
    request::Entity: Joinable<S::Side>,
{
    use request_merge::{Column as M, Entity as Merges};
    use request_split::{Column as S, Entity as Splits};
    let ids = || ids.iter().copied();
    let number = request::Column::Id;
    let into = scope.rows::<Merges>().filter(M::RequestId.is_in(ids())).join::<request::Entity>(M::RootId, number);
    let from = scope.rows::<Merges>().filter(M::RootId.is_in(ids())).join::<request::Entity>(M::RequestId, number);
    let split = scope.rows::<Splits>().filter(S::RequestId.is_in(ids())).join::<request::Entity>(S::FromId, number);
    let parts = scope.rows::<Splits>().filter(S::FromId.is_in(ids())).join::<request::Entity>(S::RequestId, number);
    let from = from.asc(M::RequestId).part_as::<Merged>();
    let parts = parts.asc(S::RequestId).part_as::<Split>();
    let all = together((into.part_as::<Merged>(), from, split.part_as::<Split>(), parts));
    all.map(|(into, from, split, parts)| {
        let mut traces: HashMap<RequestId, Traces> = HashMap::new();
        for row in into {
            traces.entry(row.request_id).or_default().merged_into = row.other;
        }
        for row in from {
            traces.entry(row.root_id).or_default().merged_from.extend(row.other);
        }
        for row in split {
            traces.entry(row.request_id).or_default().split_from = row.other;
        }
        for row in parts {
            traces.entry(row.from_id).or_default().split_into.extend(row.other);
        }
        traces
    })
}
