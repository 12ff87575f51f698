use maud::{Markup, html};

use super::{Brand, Theme};
use crate::brand::{Mark, Picture};

/// What stands for the agency: its logo, or its icon beside its name, or its initial.
pub(super) fn drawn(brand: &Brand<'_>, theme: Theme) -> Markup {
    let images = &brand.look.images;
    match (&images.logo_light, &images.logo_dark) {
        (Some(light), Some(dark)) => match theme {
            Theme::Auto => html! {
                picture { source media="(prefers-color-scheme: dark)" srcset=(dark.path()); (logo(light, brand.name, "")) }
            },
            Theme::Light => logo(light, brand.name, ""),
            Theme::Dark => logo(dark, brand.name, ""),
        },
        // A logo for one scheme alone stands on a plate of that scheme in the other.
        (Some(light), None) => logo(light, brand.name, "logo-on-light"),
        (None, Some(dark)) => logo(dark, brand.name, "logo-on-dark"),
        (None, None) => html! {
            @if let Some(icon) = &images.icon {
                img class="mark" src=(icon.path()) alt="" width="28" height="28";
            } @else {
                span class="mark mark-initial" aria-hidden="true" {
                    @for letter in brand.name.chars().take(1) { (letter) }
                }
            }
            span class="mark-name" { (brand.name) }
        },
    }
}

fn logo(picture: &Picture, name: &str, plate: &str) -> Markup {
    html! {
        img class={ "logo " (plate) } src=(picture.path()) alt=(name) width=(picture.width) height=(picture.height);
    }
}

/// The icons of a browser's tabs and of a phone's first screen.
pub(super) fn icons(brand: &Brand<'_>) -> Markup {
    let images = &brand.look.images;
    html! {
        @if let Some(icon) = images.favicon.as_ref().or(images.icon.as_ref()) {
            link rel="icon" type="image/png" href=(icon.path());
        } @else {
            link rel="icon" type="image/svg+xml" href=(Mark::of(brand.look, brand.name).path());
        }
        @if let Some(icon) = &images.icon { link rel="apple-touch-icon" href=(icon.path()); }
    }
}
