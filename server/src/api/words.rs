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

/// Makes closed sets of the wire of words that have the same name, each of them listed once.
macro_rules! wire_words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $variant:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Enum, Clone, Copy, Debug)]
        #[oai(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$about])* $variant),+
        }

        both_ways!($name { $($variant),+ });
    )+};
}

wire_words! {
    /// Whose turn it is.
    WaitsOn {
        Agency,
        Client,
        Nobody,
    }

    /// How much a request presses.
    Priority {
        Low,
        Normal,
        High,
        Urgent,
    }

    /// In which order requests stand. Of two with the same, the one that was sent earlier comes first, and the other way
    /// round where the order is turned round.
    RequestSort {
        Newest,
        Oldest,
        /// The longest wait first.
        Waiting,
        /// The shortest wait first.
        WaitingLeast,
        /// The most pressing first.
        Priority,
        /// The least pressing first.
        PriorityLeast,
        Number,
        NumberDesc,
        /// By the client's name, capitals or not.
        Client,
        ClientDesc,
        /// By the subject, capitals or not.
        Subject,
        SubjectDesc,
        /// By the name of whoever has it; what nobody has comes before the first.
        Assignee,
        /// The other way round; what nobody has comes last.
        AssigneeDesc,
        /// By where it stands, from `new` to `closed`.
        Status,
        StatusDesc,
        /// By the day it is due; what has none comes last.
        Due,
        /// The other way round; what has none comes last here too.
        DueDesc,
        /// What was changed longest ago first.
        Updated,
        /// What was changed last first.
        UpdatedDesc,
        /// By when it is in sight again; what is not out of sight comes last.
        Snoozed,
        /// The other way round; what is not out of sight comes last here too.
        SnoozedDesc,
    }
}
