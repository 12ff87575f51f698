//! The parts every page is made of: plain values in, markup out.
//!
//! Views of any feature may use them, and so may the frame. They import maud, chrono and each other:
//! never a handler, an entity or anything that knows who asks. A part that needs to know where the
//! reader is, or what is late, is told so. `&str` is escaped; `Markup` is trusted, so text that people
//! wrote comes in rendered and cleaned.

mod arrangement;
mod banner;
mod controls;
mod marks;
mod toast;
pub(super) mod words;

pub use arrangement::breadcrumb::{Crumb, breadcrumb};
pub use arrangement::card::{card, card_link, columns, grid, panel};
pub use arrangement::checklist::{Check, CheckState, checklist};
pub use arrangement::empty::empty_state;
pub use arrangement::heading::Heading;
pub use arrangement::leaf::{LEAVES_AT_ONCE, Leaf, Leaves, leaf, leaf_picture};
pub use arrangement::pager::pager;
pub use arrangement::person::{PersonCard, people, person_card};
pub use arrangement::rows::{Row, rows};
pub use arrangement::section::{Section, section};
pub use arrangement::slideover::slideover;
pub use arrangement::table::Table;
pub use arrangement::tabs::{Tab, tabs};
pub use arrangement::thread::{Message, Speaker, appended, message, message_with, notice, remark, thread};
pub use arrangement::timeline::{Happening, timeline};
pub use arrangement::waiting::{Waiting, waiting};
pub use banner::banner;
pub use controls::attachment::{Attachment, FileField, attachments, file_field, thumbnail};
pub use controls::button::Button;
pub use controls::choice::Choice;
pub use controls::composer::{Composer, composer, composer_with};
pub use controls::dialog::dialog;
pub use controls::field::Field;
pub use controls::filters::{Filters, found, results};
pub use controls::form::{
    TOKEN_FIELD, TOKEN_HEADER, actions, at_fault, form, form_with_files, once, post, post_away, post_confirmed, token,
};
pub use controls::matrix::Matrix;
pub use controls::menu::{menu, menu_link, menu_post};
pub use controls::select::Select;
pub use controls::switch::{Checkbox, Switch};
pub use controls::textarea::Textarea;
pub use controls::ticks::Ticks;
pub use marks::avatar::{avatar, avatar_large, avatars};
pub use marks::badge::{badge, corner, count};
pub use marks::icon::Icon;
pub use marks::progress::progress;
pub use marks::prose::prose;
pub use marks::qr::qr;
pub use marks::sparkline::sparkline;
pub use marks::stat::{facts, stat, stats};
pub use marks::time::Times;
pub use marks::tone::Tone;
pub use toast::{toast, toast_partial};
