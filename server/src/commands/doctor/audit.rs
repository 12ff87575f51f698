use crate::access::Database;
use crate::entity::agency;
use crate::error::{Error, Result};
use crate::features::audit::{Verdict, verify};

/// Proves the audit trail of every agency, and prints each one's head.
#[derive(clap::Args)]
pub struct Audit {
    /// A head that this command printed before, `slug:number:hash`. Kept elsewhere, it shows entries that
    /// were cut off the end since then. May be given several times.
    #[arg(long = "expect")]
    expected: Vec<String>,
}

impl Audit {
    pub(super) async fn run(self, database: &Database) -> Result<()> {
        let expected = self.expected.iter().map(|text| parse(text)).collect::<Result<Vec<_>>>()?;
        let system = database.system();
        let agencies = system.agencies().asc(agency::Column::Slug).all().await?;
        if let Some((slug, ..)) = expected.iter().find(|(slug, ..)| agencies.iter().all(|row| row.slug != *slug)) {
            return Err(Error::Malformed(format!("there is no agency {slug}")));
        }
        let mut broken = 0;
        for row in agencies {
            let expected =
                expected.iter().find(|(slug, ..)| *slug == row.slug).map(|(_, number, hash)| (*number, *hash));
            let Verdict { entries, head, fault } = verify(&system.agency(row.id), expected).await?;
            match fault {
                None => {
                    let counted = if entries == 1 { "1 entry".to_owned() } else { format!("{entries} entries, all") };
                    say!("{}: {counted} genuine. Head {}:{entries}:{head}", row.name, row.slug);
                }
                Some((number, why)) => {
                    broken += 1;
                    say!("{}: BROKEN at entry {number}: {why}", row.name);
                }
            }
        }
        match broken {
            0 => Ok(()),
            1 => Err(Error::conflict("trail_broken", "1 audit trail is broken")),
            many => Err(Error::conflict("trail_broken", format!("{many} audit trails are broken"))),
        }
    }
}

/// `slug:number:hash`.
fn parse(text: &str) -> Result<(&str, i64, &str)> {
    let mut parts = text.splitn(3, ':');
    let parts = (parts.next(), parts.next().and_then(|number| number.parse().ok()), parts.next());
    match parts {
        (Some(slug), Some(number), Some(hash)) => Ok((slug, number, hash)),
        _ => Err(Error::Malformed(format!("{text} is no head; they look like slug:number:hash"))),
    }
}
