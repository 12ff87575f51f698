use poem_openapi::Enum;

/// Makes a closed set of the wire and the words of the same name, or of another, one and the same.
macro_rules! both_ways {
    ($wire:ident { $($variant:ident),+ }) => {
        $crate::api::both_ways!($wire = $wire { $($variant),+ });
    };
    ($wire:ident = $word:ident { $($variant:ident),+ }) => {
        impl From<$crate::entity::words::$word> for $wire {
            fn from(word: $crate::entity::words::$word) -> Self {
                match word { $($crate::entity::words::$word::$variant => Self::$variant),+ }
            }
        }

        impl From<$wire> for $crate::entity::words::$word {
            fn from(word: $wire) -> Self {
                match word { $($wire::$variant => Self::$variant),+ }
            }
        }
    };
}
pub(crate) use both_ways;

/// Whose turn it is.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum WaitsOn {
    Agency,
    Client,
    Nobody,
}

/// How much a request presses.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum Priority {
    Low,
    Normal,
    High,
    Urgent,
}

both_ways!(WaitsOn { Agency, Client, Nobody });
both_ways!(Priority { Low, Normal, High, Urgent });
