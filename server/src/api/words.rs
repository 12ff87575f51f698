use poem_openapi::Enum;

/// Makes a closed set of the wire and the words of the same name one and the same.
macro_rules! both_ways {
    ($wire:ident { $($variant:ident),+ }) => {
        impl From<$crate::entity::words::$wire> for $wire {
            fn from(word: $crate::entity::words::$wire) -> Self {
                match word { $($crate::entity::words::$wire::$variant => Self::$variant),+ }
            }
        }

        impl From<$wire> for $crate::entity::words::$wire {
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

both_ways!(WaitsOn { Agency, Client, Nobody });
