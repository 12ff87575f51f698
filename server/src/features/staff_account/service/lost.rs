use super::end_all_sessions;
use super::factor::forget;
use crate::access::AdminScope;
use crate::entity::words::StaffRole;
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::staff;
use crate::features::staff_account::emails;
use crate::ids::StaffId;

/// Takes a teammate's lost second factor away, with its recovery codes: their sign-ins end and they are told by mail.
/// Where there is none, nothing happens, and the answer is `false`. One's own is switched off in one's account, and the owner's only by whoever
/// runs the server. The mail leads to `address`.
///
/// # Errors
/// [`Error::NotFound`] for another agency's; a conflict for oneself; [`Error::Forbidden`] for the owner.
pub async fn take_away(scope: &AdminScope, id: StaffId, address: &str) -> Result<bool> {
    let caller = scope.actor().staff();
    if caller == Some(id) {
        return Err(Error::conflict("not_yourself", "switch it off in your own account, with a code"));
    }
    scope
        .transaction(async |scope| {
            let person = staff::view(&scope, id).await?;
            if caller.is_some() && person.role == StaffRole::Owner {
                let message = "only who runs the server takes the owner's second factor away";
                return Err(Error::Forbidden { code: "owner_protected", message });
            }
            if !forget(&scope, id).await? {
                return Ok(false);
            }
            end_all_sessions(&scope, id).await?;
            emails::taken_away(&scope, &person.email, address).await?;
            let entry = Entry::new("second_factor.taken_away").target("staff_user", id, person.name);
            audit::record(&scope, entry).await?;
            Ok(true)
        })
        .await
}
