//! Who asks for the money and who is asked, as it stood when an invoice was issued.

use serde::{Deserialize, Serialize};

use crate::entity::{billing_party, billing_settings};

/// Who asks for the money.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seller {
    pub name: String,
    pub address: String,
    pub tax_id: Option<String>,
    /// How to pay.
    pub payment_note: String,
}

/// Who is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buyer {
    pub name: String,
    pub address: String,
    pub tax_id: Option<String>,
}

impl Seller {
    /// The agency of this name, as its settings describe it.
    pub fn of(settings: billing_settings::Model, agency: String) -> Self {
        Self {
            name: settings.legal_name.unwrap_or(agency),
            address: settings.address,
            tax_id: settings.tax_id,
            payment_note: settings.payment_note,
        }
    }

    /// As an invoice keeps it.
    pub fn read(kept: &str) -> Self {
        serde_json::from_str(kept).unwrap_or_default()
    }
}

impl Buyer {
    /// The workspace of this name, as staff described whom its invoices are made out to.
    pub fn of(party: Option<billing_party::Model>, workspace: String) -> Self {
        match party {
            Some(party) => Self { name: party.name, address: party.address, tax_id: party.tax_id },
            None => Self { name: workspace, ..Self::default() },
        }
    }

    /// As an invoice keeps it.
    pub fn read(kept: &str) -> Self {
        serde_json::from_str(kept).unwrap_or_default()
    }
}
