use portico_openapi::types::SavedView;
use uuid::Uuid;

/// Why a view stays where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmoved {
    /// It is the first, or the last.
    AtTheEnd,
    /// There is no position between those of views that are not one's own to move.
    Fixed,
}

/// The positions to change, as few as do, so that a view changes places with its neighbour. Views of others stay.
pub fn moved(all: &[SavedView], id: Uuid, by: isize) -> Result<Vec<(Uuid, i64, i32)>, Unmoved> {
    let at = all.iter().position(|view| view.id == id).ok_or(Unmoved::AtTheEnd)?;
    let to = at.checked_add_signed(by).filter(|to| *to < all.len()).ok_or(Unmoved::AtTheEnd)?;
    let mut order: Vec<_> = all.iter().collect();
    order.swap(at, to);
    let mut changes = Vec::new();
    let mut before = -1;
    for view in order {
        let position = match view.editable {
            true => view.position.max(before + 1),
            false if view.position <= before => return Err(Unmoved::Fixed),
            false => view.position,
        };
        if position != view.position {
            changes.push((view.id, view.version, position));
        }
        before = position;
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn view(number: u128, position: i32, editable: bool) -> SavedView {
        let id = Uuid::from_u128(number);
        let at = "2027-03-01T10:00:00Z";
        serde_json::from_value(json!({"id": id, "name": "x", "filter": "", "sort": "newest", "shared": false,
            "editable": editable, "position": position, "staff_id": id, "version": 3, "created_at": at,
            "updated_at": at}))
        .unwrap()
    }

    /// The order after the changes, as the server sorts it.
    fn order(all: &[SavedView], changes: &[(Uuid, i64, i32)]) -> Vec<u128> {
        let mut after: Vec<_> = all
            .iter()
            .map(|view| {
                let changed = changes.iter().find(|(id, ..)| *id == view.id);
                (changed.map_or(view.position, |(.., position)| *position), view.id.as_u128())
            })
            .collect();
        after.sort_unstable();
        after.into_iter().map(|(_, id)| id).collect()
    }

    #[test]
    fn a_view_changes_places_with_its_neighbour() {
        for positions in [[0, 0, 0, 0], [0, 1, 2, 3], [5, 10, 20, 20]] {
            let all: Vec<_> = (1_u128..).zip(positions).map(|(id, position)| view(id, position, true)).collect();
            let changes = moved(&all, Uuid::from_u128(3), -1).unwrap();
            assert_eq!(order(&all, &changes), [1, 3, 2, 4], "{positions:?}");
            let changes = moved(&all, Uuid::from_u128(1), 1).unwrap();
            assert_eq!(order(&all, &changes), [2, 1, 3, 4], "{positions:?}");
        }
    }

    #[test]
    fn the_first_stays_first_and_others_views_stay() {
        let all = [view(1, 0, false), view(2, 5, true), view(3, 5, false)];
        assert_eq!(moved(&all, Uuid::from_u128(1), -1), Err(Unmoved::AtTheEnd));
        assert_eq!(moved(&all, Uuid::from_u128(3), 1), Err(Unmoved::AtTheEnd));
        assert_eq!(moved(&all, Uuid::from_u128(2), -1), Err(Unmoved::Fixed));
        let changes = moved(&all, Uuid::from_u128(2), 1).unwrap();
        assert_eq!((order(&all, &changes), changes.len()), (vec![1, 3, 2], 1));
    }
}
