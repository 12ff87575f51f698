use maud::{Markup, html};

/// How much is done of all there is, as a bar and in words; the words alone when there is nothing.
pub fn progress(done: u64, total: u64, noun: &str) -> Markup {
    html! {
        div class="progress" {
            @if total == 0 {
                span class="progress-words" { "No " (noun) " yet" }
            } @else {
                progress max=(total) value=(done) aria-label=(noun) {}
                span class="progress-words" { (done) " of " (total) " " (noun) }
            }
        }
    }
}
