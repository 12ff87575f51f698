use stripe::StripeError;

/// Why Stripe did not do what was asked, as far as a caller behaves differently. Says nothing of keys or bodies.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The bank or Stripe declined the payment.
    #[error("the payment was declined ({0})")]
    Declined(String),
    /// Too many calls, also after we waited.
    #[error("Stripe asks us to slow down")]
    Limited,
    /// Stripe is down, slow or out of reach, also after we tried again.
    #[error("Stripe cannot be reached")]
    Unavailable,
    /// Stripe does not know the key, or it opens this account no more.
    #[error("Stripe does not take the key")]
    Unauthorised,
    /// The key is good, and may not do this.
    #[error("the key may not do this at Stripe")]
    Forbidden,
    /// There is no such object in this account.
    #[error("Stripe knows no such object")]
    Missing,
    /// Stripe will not do this, however often it is asked.
    #[error("Stripe refused: {code} {param}")]
    Refused { code: String, param: String },
    /// The answer is not what Stripe's documents say.
    #[error("Stripe's answer makes no sense")]
    Malformed,
    /// The key or the address of the API cannot be used at all.
    #[error("the key or the address of Stripe's API is unusable")]
    Misconfigured,
}

impl Trouble {
    /// Whether the same call with the same key may yet succeed.
    #[must_use]
    pub fn passes(&self) -> bool {
        matches!(self, Self::Limited | Self::Unavailable | Self::Malformed)
    }
}

impl From<StripeError> for Trouble {
    fn from(error: StripeError) -> Self {
        match error {
            StripeError::Stripe(told, status) => {
                let code = told.code.as_ref().map(ToString::to_string);
                match status {
                    401 => Self::Unauthorised,
                    403 if code.as_deref() == Some("account_invalid") => Self::Unauthorised,
                    403 => Self::Forbidden,
                    402 => Self::Declined(told.decline_code.or(code).unwrap_or_else(|| "card_declined".to_owned())),
                    404 => Self::Missing,
                    429 => Self::Limited,
                    // A call with the same key is under way.
                    409 | 424 | 500.. => Self::Unavailable,
                    _ => Self::Refused {
                        code: code.unwrap_or_else(|| told.type_.to_string()),
                        param: told.param.unwrap_or_default(),
                    },
                }
            }
            StripeError::JSONDeserialize(_) => Self::Malformed,
            StripeError::ClientError(_) | StripeError::Timeout => Self::Unavailable,
            StripeError::ConfigError(_) => Self::Misconfigured,
        }
    }
}
