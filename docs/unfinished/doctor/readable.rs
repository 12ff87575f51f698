
/// How many of the credentials that are kept can be opened with these keys, and how many cannot. Nothing is shown.
///
/// # Errors
/// When the database fails.
pub async fn readable(system: &SystemScope, envelopes: &Envelopes) -> Result<(u64, u64)> {
    let (mut open, mut sealed) = (0, 0);
    let mut count = |opened: bool| if opened { open += 1 } else { sealed += 1 };
    for agency in system.agencies().all().await? {
        let scope = system.agency(agency.id);
        for row in scope.find::<connection_secret::Entity>().all().await? {
            let about = about(row.agency_id, row.connection_id, Field::Access, row.version);
            count(envelopes.open(&about, &row.key_id, &row.access).is_ok());
        }
        for row in scope.find::<provider_client::Entity>().all().await? {
            if let (Some(text), Some(key)) = (row.secret, row.key_id) {
                count(envelopes.open(&about_client(row.agency_id, row.id), &key, &text).is_ok());
            }
        }
    }
    Ok((open, sealed))
}
