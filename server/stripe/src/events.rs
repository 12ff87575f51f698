use crate::client::Stripe;
use crate::error::Trouble;
use crate::objects::Listed;
use stripe_core::event::ListEvent;
use stripe_types::RangeQueryTs;

/// That something happened. What it says of the object is old news: whoever acts on it asks for the object.
#[derive(Debug, Clone, PartialEq, Eq, miniserde::Deserialize, serde::Deserialize, serde::Serialize)]
pub struct Event {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub created: i64,
    /// The connected account it is of.
    pub account: Option<String>,
    pub data: Data,
}

#[derive(Debug, Clone, PartialEq, Eq, miniserde::Deserialize, serde::Deserialize, serde::Serialize)]
pub struct Data {
    pub object: Object,
}

/// Which object it is about, and the payment that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, miniserde::Deserialize, serde::Deserialize, serde::Serialize)]
pub struct Object {
    pub id: Option<String>,
    pub object: String,
    pub payment_intent: Option<String>,
}

impl Event {
    /// The checkout session it is about.
    #[must_use]
    pub fn session(&self) -> Option<&str> {
        (self.data.object.object == "checkout.session").then_some(self.data.object.id.as_deref()).flatten()
    }

    /// The subscription or the invoice it is about.
    #[must_use]
    pub fn subject(&self) -> Option<&str> {
        let object = &self.data.object;
        matches!(object.object.as_str(), "subscription" | "invoice").then_some(object.id.as_deref()).flatten()
    }

    /// The payment it is about, however indirectly.
    #[must_use]
    pub fn payment(&self) -> Option<&str> {
        let object = &self.data.object;
        match object.object.as_str() {
            "payment_intent" => object.id.as_deref(),
            "charge" | "refund" | "dispute" | "checkout.session" => object.payment_intent.as_deref(),
            _ => None,
        }
    }
}

impl Stripe {
    /// Up to a hundred events since `since`, newest first, older than the one named `before`; and whether there are more.
    ///
    /// # Errors
    /// What Stripe says against it.
    pub async fn events(&self, since: i64, before: Option<&str>) -> Result<(Vec<Event>, bool), Trouble> {
        let range = RangeQueryTs::Bounds(stripe_types::RangeBoundsTs { gte: Some(since), ..Default::default() });
        let mut request = ListEvent::new().limit(100).created(range);
        if let Some(id) = before {
            request = request.starting_after(id);
        }
        let listed: Listed<Event> = self.read(&request).await?;
        Ok((listed.data, listed.has_more))
    }
}
