//! A name server on loopback, for hosts of agencies' own.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use anyhow::Result;
use hickory_proto::op::{Message, OpCode, ResponseCode};
use hickory_proto::rr::rdata::{CNAME, TXT};
use hickory_proto::rr::{Name, RData, Record};
use tokio::net::UdpSocket;

/// A zone that answers until the test ends.
#[derive(Clone)]
pub struct Zone {
    pub address: SocketAddr,
    records: Arc<Mutex<BTreeMap<String, RData>>>,
}

impl Zone {
    /// An empty one.
    ///
    /// # Errors
    /// When there is no port.
    pub async fn serve() -> Result<Self> {
        let socket = UdpSocket::bind("127.0.0.1:0").await?;
        let zone = Self { address: socket.local_addr()?, records: Arc::default() };
        let one = zone.clone();
        tokio::spawn(async move {
            let mut buffer = [0; 1500];
            while let Ok((length, peer)) = socket.recv_from(&mut buffer).await {
                if let Some(answer) = one.answer(&buffer[..length]) {
                    socket.send_to(&answer, peer).await.ok();
                }
            }
        });
        Ok(zone)
    }

    /// Sets a text at a name.
    ///
    /// # Errors
    /// When another thread broke the zone.
    pub fn text(&self, name: &str, text: &str) -> Result<()> {
        self.set(name, RData::TXT(TXT::new(vec![text.to_owned()])))
    }

    /// Has a name be an alias of another.
    ///
    /// # Errors
    /// When the other is no name.
    pub fn alias(&self, name: &str, target: &str) -> Result<()> {
        self.set(name, RData::CNAME(CNAME(Name::from_ascii(format!("{target}."))?)))
    }

    fn set(&self, name: &str, record: RData) -> Result<()> {
        let mut records = self.records.lock().map_err(|_| anyhow::anyhow!("the zone broke"))?;
        records.insert(name.to_owned(), record);
        Ok(())
    }

    fn answer(&self, question: &[u8]) -> Option<Vec<u8>> {
        let question = Message::from_vec(question).ok()?;
        let query = question.queries.first()?.clone();
        let mut answer = Message::response(question.metadata.id, OpCode::Query);
        answer.metadata.recursion_desired = true;
        answer.metadata.recursion_available = true;
        let name = query.name().clone();
        let key = name.to_lowercase().to_ascii().trim_end_matches('.').to_owned();
        answer.add_query(query);
        match self.records.lock().ok()?.get(&key) {
            Some(record) => drop(answer.add_answer(Record::from_rdata(name, 300, record.clone()))),
            None => answer.metadata.response_code = ResponseCode::NXDomain,
        }
        answer.to_vec().ok()
    }
}
