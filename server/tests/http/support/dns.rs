//! A name server of the test's own, on loopback, whose zone can be changed while it answers.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use hickory_proto::op::{Message, OpCode, ResponseCode};
use hickory_proto::rr::rdata::{CNAME, TXT};
use hickory_proto::rr::{Name, RData, Record, RecordType};
use tokio::net::UdpSocket;

/// What stands in the zone, by name.
type Records = BTreeMap<String, Vec<RData>>;

#[derive(Default)]
struct Known {
    records: Records,
    silent: bool,
    broken: bool,
}

/// The zone, and where it is asked for. It answers until the test ends.
#[derive(Clone)]
pub struct Zone {
    known: Arc<Mutex<Known>>,
    pub address: SocketAddr,
}

impl Zone {
    /// An empty zone.
    pub async fn serve() -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let zone = Self { known: Arc::default(), address: socket.local_addr().unwrap() };
        let known = zone.known.clone();
        tokio::spawn(async move {
            let mut buffer = [0; 1500];
            while let Ok((length, peer)) = socket.recv_from(&mut buffer).await {
                let Ok(question) = Message::from_vec(&buffer[..length]) else { continue };
                let answer = answer(&known.lock().unwrap(), &question);
                if let Some(answer) = answer {
                    socket.send_to(&answer, peer).await.unwrap();
                }
            }
        });
        zone
    }

    /// Sets the texts at a name.
    pub fn texts(&self, name: &str, texts: &[&str]) {
        self.set(name, texts.iter().map(|text| RData::TXT(TXT::new(vec![(*text).to_owned()]))).collect());
    }

    /// Has a name be an alias of another.
    pub fn alias(&self, name: &str, target: &str) {
        self.set(name, vec![RData::CNAME(CNAME(Name::from_ascii(format!("{target}.")).unwrap()))]);
    }

    /// Gives a name these addresses.
    pub fn addresses(&self, name: &str, addresses: &[&str]) {
        self.set(
            name,
            addresses.iter().map(|address| RData::from(address.parse::<std::net::IpAddr>().unwrap())).collect(),
        );
    }

    /// Takes a name away.
    pub fn forget(&self, name: &str) {
        self.known.lock().unwrap().records.remove(name);
    }

    /// Answers nothing from now on, or answers again.
    pub fn silent(&self, silent: bool) {
        self.known.lock().unwrap().silent = silent;
    }

    /// Fails at every question from now on, or answers again.
    pub fn broken(&self, broken: bool) {
        self.known.lock().unwrap().broken = broken;
    }

    fn set(&self, name: &str, records: Vec<RData>) {
        self.known.lock().unwrap().records.insert(name.to_owned(), records);
    }
}

fn answer(known: &Known, question: &Message) -> Option<Vec<u8>> {
    if known.silent {
        return None;
    }
    let query = question.queries.first()?.clone();
    let mut answer = Message::response(question.metadata.id, OpCode::Query);
    answer.metadata.recursion_desired = true;
    answer.metadata.recursion_available = true;
    let (mut name, kind) = (query.name().clone(), query.query_type());
    answer.add_query(query);
    if known.broken {
        answer.metadata.response_code = ResponseCode::ServFail;
        return Some(answer.to_vec().unwrap());
    }
    let mut there = false;
    for _ in 0..4 {
        let key = name.to_lowercase().to_ascii().trim_end_matches('.').to_owned();
        let Some(records) = known.records.get(&key) else { break };
        there = true;
        let mut alias = None;
        for data in records {
            if data.record_type() == kind || data.record_type() == RecordType::CNAME {
                answer.add_answer(Record::from_rdata(name.clone(), 300, data.clone()));
            }
            if let RData::CNAME(target) = data {
                alias = Some(target.0.clone());
            }
        }
        match alias {
            Some(target) if kind != RecordType::CNAME => name = target,
            _ => break,
        }
    }
    if !there {
        answer.metadata.response_code = ResponseCode::NXDomain;
    }
    Some(answer.to_vec().unwrap())
}
