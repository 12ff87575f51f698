//! The header lines of a mail that its words do not need: how programs name it, thread it and answer it.

use lettre::message::header::{Header, HeaderName, HeaderValue};

type Fault = Box<dyn std::error::Error + Send + Sync>;

macro_rules! lines {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(pub String);

        impl Header for $name {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($text)
            }

            fn parse(text: &str) -> Result<Self, Fault> {
                Ok(Self(text.to_owned()))
            }

            fn display(&self) -> HeaderValue {
                HeaderValue::new(Self::name(), self.0.clone())
            }
        }
    )+};
}

lines! {
    /// RFC 3834: no person wrote this, so no program should answer it.
    AutoSubmitted = "Auto-Submitted";
    /// The same for Exchange, which does not read the line above.
    AutoResponseSuppress = "X-Auto-Response-Suppress";
    /// RFC 2369: where mails like it end.
    ListUnsubscribe = "List-Unsubscribe";
    /// RFC 8058: one click is enough.
    ListUnsubscribePost = "List-Unsubscribe-Post";
}
