//! The parts every page is made of: plain values in, markup out.
//!
//! Views of any feature may use them, and so may the frame. They import maud, chrono and each other:
//! never a handler, an entity or anything that knows who asks. A part that needs to know where the
//! reader is, or what is late, is told so. `&str` is escaped; `Markup` is trusted, so text that people
//! wrote comes in rendered and cleaned.

mod attachment;
mod avatar;
mod badge;
mod banner;
mod breadcrumb;
mod button;
mod card;
mod checklist;
mod choice;
mod composer;
mod control;
mod dialog;
mod empty;
mod field;
mod filters;
mod form;
mod heading;
mod icon;
mod leaf;
mod matrix;
mod menu;
mod pager;
mod person;
mod progress;
mod prose;
mod qr;
mod rows;
mod section;
mod select;
mod slideover;
mod sparkline;
mod stat;
mod switch;
mod table;
mod tabs;
mod textarea;
mod thread;
mod ticks;
mod time;
mod timeline;
mod toast;
mod tone;
mod waiting;
pub(super) mod words;

pub use attachment::{Attachment, FileField, attachments, file_field, thumbnail};
pub use avatar::{avatar, avatar_large, avatars};
pub use badge::{badge, corner, count};
pub use banner::banner;
pub use breadcrumb::{Crumb, breadcrumb};
pub use button::Button;
pub use card::{card, card_link, columns, grid, panel};
pub use checklist::{Check, CheckState, checklist};
pub use choice::Choice;
pub use composer::{Composer, composer, composer_with};
pub use dialog::dialog;
pub use empty::empty_state;
pub use field::Field;
pub use filters::{Filters, found, results};
pub use form::{
    TOKEN_FIELD, TOKEN_HEADER, actions, form, form_with_files, once, post, post_away, post_confirmed, token,
};
pub use heading::Heading;
pub use icon::Icon;
pub use leaf::{LEAVES_AT_ONCE, Leaf, Leaves, leaf, leaf_picture};
pub use matrix::Matrix;
pub use menu::{menu, menu_link, menu_post};
pub use pager::pager;
pub use person::{PersonCard, people, person_card};
pub use progress::progress;
pub use prose::prose;
pub use qr::qr;
pub use rows::{Row, rows};
pub use section::{Section, section};
pub use select::Select;
pub use slideover::slideover;
pub use sparkline::sparkline;
pub use stat::{facts, stat, stats};
pub use switch::{Checkbox, Switch};
pub use table::Table;
pub use tabs::{Tab, tabs};
pub use textarea::Textarea;
pub use thread::{Message, Speaker, appended, message, message_with, notice, remark, thread};
pub use ticks::Ticks;
pub use time::Times;
pub use timeline::{Happening, timeline};
pub use toast::{toast, toast_partial};
pub use tone::Tone;
pub use waiting::{Waiting, waiting};
