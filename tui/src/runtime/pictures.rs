use std::sync::Arc;

use portico_openapi::{ApiError, Kind};
use ratatui::layout::Size;
use ratatui_image::picker::Picker;
use tokio::sync::mpsc::UnboundedSender;
use uuid::Uuid;

use super::calls::{self, Desk};
use crate::{
    message::{Answer, Message},
    picture::{self, Picture},
    remote::Ticket,
};

/// How the terminal shows pictures, once that is known.
#[derive(Default)]
pub struct Pictures(Option<Picker>);

impl Pictures {
    /// Whether the terminal was asked.
    pub fn is_known(&self) -> bool {
        self.0.is_some()
    }

    /// Asks the terminal what it can do: Kitty's pictures, Sixel, iTerm's; half blocks where it says nothing.
    /// Nobody else may read from the terminal meanwhile.
    pub fn find_out(&mut self) {
        self.0 = Some(Picker::from_query_stdio().unwrap_or_else(|_| Picker::halfblocks()));
    }

    /// Fetches a picture, decodes it where that holds nothing up, and tells the state.
    pub fn show(&self, desk: &Arc<Desk>, sender: &UnboundedSender<Message>, ticket: Ticket, file: Uuid, room: Size) {
        let picker = self.0.clone().unwrap_or_else(Picker::halfblocks);
        let (desk, sender) = (desk.clone(), sender.clone());
        tokio::spawn(async move {
            let answer = fetch(&desk, picker, file, room).await;
            drop(sender.send(Message::Answer(ticket, Answer::Pictured(answer))));
        });
    }
}

async fn fetch(desk: &Desk, picker: Picker, file: Uuid, room: Size) -> Result<Picture, ApiError> {
    let bytes = calls::preview(desk, file).await?;
    let fitted = tokio::task::spawn_blocking(move || picture::fit(&bytes, &picker, room)).await;
    fitted.map_err(|error| error.to_string()).flatten().map_err(|reason| ApiError {
        kind: Kind::Server,
        code: String::new(),
        message: format!("Its picture cannot be shown: {reason}."),
        request_id: None,
    })
}
